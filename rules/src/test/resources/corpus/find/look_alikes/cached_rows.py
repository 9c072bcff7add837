from async_lru import alru_cache
from fastapi import FastAPI

app = FastAPI()


@alru_cache(maxsize=32)
async def menu(restaurant: int) -> list[dict]:
    rows = await query("select * from dishes", restaurant)
    return [dict(row) for row in rows]


async def query(text, *values):
    return await driver.fetch(text, *values)


@app.get("/restaurants/{restaurant}/menu")
async def show(restaurant: int, guest: str):
    dishes = await menu(restaurant)
    dishes.insert(0, {"name": f"Recommended for {guest}"})  # error: [cached-mutable-mutated] menu()
    return {"dishes": dishes}
