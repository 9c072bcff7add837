async def bottom(x: int) -> int:
    return x * 2
