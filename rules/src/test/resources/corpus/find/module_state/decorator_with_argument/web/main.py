import asyncio

from fastapi import FastAPI

from web.decorators import audited

app = FastAPI()


@app.delete("/files/{name}")
@audited("delete")
async def delete_file(name: str, user: str):
    await asyncio.sleep(0.05)
    return {"deleted": name}
