import asyncio

state = {"done": 0}


async def run_migrations_online() -> None:
    before = state["done"]
    await asyncio.sleep(0)
    state["done"] = before + 1


asyncio.run(run_migrations_online())
