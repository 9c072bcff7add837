import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI, Header

outbox: asyncio.Queue[dict] = asyncio.Queue()


async def deliver() -> None:
    while True:
        mail = await outbox.get()
        await asyncio.sleep(0.1)
        print("to", mail["to"])
        outbox.task_done()


@asynccontextmanager
async def lifespan(app: FastAPI):
    worker = asyncio.create_task(deliver())
    yield
    await outbox.join()
    worker.cancel()


app = FastAPI(lifespan=lifespan)


@app.post("/mail")
async def mail(to: str, x_user: str = Header()):
    await outbox.put({"to": to, "from": x_user})
    return {"ok": True}
