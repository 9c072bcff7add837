import asyncio

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


async def send(mail: str, context: dict) -> None:
    await asyncio.sleep(0.1)
    print(mail, context["user"])


@app.post("/mail")
async def mail(mail: str, user: str, tasks: BackgroundTasks):
    context = {"user": user}
    tasks.add_task(send, mail, context)
    return {"ok": True}
