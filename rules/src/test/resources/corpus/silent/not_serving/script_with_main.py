import asyncio

totals = {"n": 0}


async def fetch(page: int) -> int:
    await asyncio.sleep(0.01)
    return page


async def main() -> None:
    for page in range(10):
        before = totals["n"]
        totals["n"] = before + await fetch(page)
    print(totals)


if __name__ == "__main__":
    asyncio.run(main())
