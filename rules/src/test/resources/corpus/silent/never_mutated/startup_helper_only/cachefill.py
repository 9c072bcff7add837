import asyncio

table: dict[str, int] = {}


async def _fetch(key: str) -> int:
    await asyncio.sleep(0.01)
    return len(key)


async def warm_up() -> None:
    for key in ("a", "b"):
        if key not in table:
            table[key] = await _fetch(key)
