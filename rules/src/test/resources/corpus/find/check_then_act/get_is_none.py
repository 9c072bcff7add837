import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
locks_held_by: dict[str, str] = {}


async def verify_owner(user: str) -> None:
    await asyncio.sleep(0.02)


@app.post("/documents/{doc}/checkout")
async def checkout(doc: str, user: str):
    if locks_held_by.get(doc) is not None:
        raise HTTPException(423)
    await verify_owner(user)
    locks_held_by[doc] = user  # error: [check-then-act-across-await] locks_held_by
    return {"doc": doc}
