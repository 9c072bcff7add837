import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
document = {"version": 1, "text": ""}


async def spell_check(text: str) -> str:
    await asyncio.sleep(0.1)
    return text


@app.put("/document")
async def put(text: str):
    version = document["version"]
    checked = await spell_check(text)
    if document["version"] != version:
        raise HTTPException(409)
    document["text"] = checked  # ok
    document["version"] = version + 1  # ok
    return {"version": version + 1}
