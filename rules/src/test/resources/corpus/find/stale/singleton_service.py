from fastapi import FastAPI, Header

app = FastAPI()


class Wallet:
    def __init__(self) -> None:
        self.owner = None

    def open(self, owner: str) -> None:
        self.owner = owner

    def describe(self) -> str:
        return f"wallet of {self.owner}"  # error: [request-data-in-shared-instance] owner


wallet = Wallet()


@app.post("/wallet")
async def open_wallet(authorization: str = Header()):
    wallet.open(authorization)
    return {"ok": True}


@app.get("/wallet")
async def show_wallet():
    return wallet.describe()
