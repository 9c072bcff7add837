from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
outgoing = {}


async def send_receipt() -> None:
    print("receipt for", outgoing["email"])  # error: [request-data-in-module-state] outgoing


@app.post("/orders")
async def order(email: str, tasks: BackgroundTasks):
    outgoing["email"] = email
    tasks.add_task(send_receipt)
    return {"ok": True}
