import time

from fastapi import Depends, FastAPI

app = FastAPI()


class Mailer:
    def __init__(self) -> None:
        self.recipient = ""

    def connect(self) -> None:
        time.sleep(0.05)

    def send(self) -> str:
        self.connect()
        return f"sent to {self.recipient}"  # error: [request-data-in-shared-instance] recipient


mailer = Mailer()


def get_mailer() -> Mailer:
    return mailer


@app.post("/mail")
def mail(to: str, service: Mailer = Depends(get_mailer)):
    service.recipient = to
    return service.send()
