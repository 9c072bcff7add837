import abc
import asyncio

from fastapi import Depends, FastAPI

app = FastAPI()


class Notifier(abc.ABC):
    @abc.abstractmethod
    async def notify(self, to: str) -> str: ...


class MailNotifier(Notifier):
    def __init__(self) -> None:
        self.to = ""

    async def notify(self, to: str) -> str:
        self.to = to
        await asyncio.sleep(0.01)
        return f"mail to {self.to}"  # error: [request-data-in-shared-instance] to


_notifier = MailNotifier()


def get_notifier() -> Notifier:
    return _notifier


@app.post("/notify")
async def notify(to: str, notifier: Notifier = Depends(get_notifier)):
    return await notifier.notify(to)
