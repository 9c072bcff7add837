from b import middle


async def top(x: int) -> int:
    return await middle(x) + 1
