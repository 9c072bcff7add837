import asyncio
import copy

from fastapi import FastAPI, Header

app = FastAPI()
tools = []


async def prepare() -> None:
    await asyncio.sleep(0)
    tools.append({"name": "search"})


@app.post("/conversation")
async def conversation(text: str, x_user: str = Header()):
    await prepare()
    arguments = {"text": text}
    if len(tools) > 0:
        arguments["tools"] = tools
    arguments["extra"] = {"sources": []}
    clean = copy.deepcopy(arguments)
    arguments["extra"]["user"] = x_user
    await asyncio.sleep(0)
    return [arguments["extra"]["user"], clean]
