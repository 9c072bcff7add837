import asyncio

from fastapi import FastAPI

app = FastAPI()
seeded = {"n": 0}


@app.get("/n")
async def n():
    return seeded


async def seed() -> None:
    if seeded["n"] == 0:
        await asyncio.sleep(0)
        seeded["n"] = 10  # ok: only from the main guard, before serving


if __name__ == "__main__":
    import uvicorn

    asyncio.run(seed())
    uvicorn.run(app)
