import asyncio

from fastapi import FastAPI

app = FastAPI()


class Rooms:
    def __init__(self) -> None:
        self.members: dict[str, str] = {}

    async def tell(self, text: str) -> None:
        for name, address in self.members.items():  # error: [iteration-across-await] members
            await asyncio.sleep(0.01)

    def join(self, name: str, address: str) -> None:
        self.members[name] = address


rooms = Rooms()


@app.post("/tell")
async def tell(text: str):
    await rooms.tell(text)
    return {"ok": True}


@app.post("/join")
async def join(name: str, address: str):
    rooms.join(name, address)
    return {"ok": True}
