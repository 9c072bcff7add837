import asyncio
from typing import Annotated

from fastapi import Cookie, FastAPI, Form

app = FastAPI()
form_state = {}


@app.post("/comment")
async def comment(text: Annotated[str, Form()], sid: Annotated[str, Cookie()]):
    form_state["sid"] = sid
    await asyncio.sleep(0)
    return {"by": form_state["sid"], "text": text}  # error: [request-data-in-module-state] form_state
