import asyncio

from fastapi import FastAPI

app = FastAPI()
views = {"home": 0}


@app.get("/home")
async def home():
    count = views["home"]
    await asyncio.sleep(0)
    views["home"] = count + 1  # error: [read-modify-write-across-await] views
    return {"views": count + 1}
