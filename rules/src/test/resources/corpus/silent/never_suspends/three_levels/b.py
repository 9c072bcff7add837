from c import bottom


async def middle(x: int) -> int:
    if x < 0:
        return 0
    return await bottom(x)
