import asyncio

from fastapi import FastAPI

app = FastAPI()
total = 0


async def fetch(page: int) -> int:
    await asyncio.sleep(0.01)
    return page


@app.post("/sum")
async def sum_pages(pages: int):
    global total
    subtotal = total
    for page in range(pages):
        subtotal += await fetch(page)
    total = subtotal  # error: [read-modify-write-across-await] total
    return {"total": total}
