import asyncio

from fastapi import FastAPI

try:
    from fast_context import bind, bound
except ImportError:
    from slow_context import bind, bound

app = FastAPI()


@app.get("/me")
async def me(user: str):
    bind(user)
    await asyncio.sleep(0)
    return bound()
