import asyncio

from fastapi import FastAPI, Request

app = FastAPI()
current_language = "en"


async def render(template: str) -> str:
    await asyncio.sleep(0.01)
    return f"{template}.{current_language}.html"  # error: [request-data-in-module-state] current_language


@app.get("/page/{name}")
async def page(name: str, request: Request):
    global current_language
    current_language = request.headers.get("accept-language", "en")
    return await render(name)
