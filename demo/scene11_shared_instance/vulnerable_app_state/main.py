import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI, Header, Request

app = FastAPI(title="Greetings")

_GREETINGS = {"en": "Good morning", "fr": "Bonjour"}


async def choose_language(request: Request, accept_language: Annotated[str, Header()]) -> None:
    request.app.state.language = accept_language


async def load_name(user_id: int) -> str:
    await asyncio.sleep(0.002)  # to the database and back
    return f"user {user_id}"


@app.get("/greetings/{user_id}", dependencies=[Depends(choose_language)])
async def greet(request: Request, user_id: int) -> dict:
    name = await load_name(user_id)
    language = request.app.state.language  # expect: CT102
    return {"language": language, "greeting": f"{_GREETINGS[language]}, {name}"}
