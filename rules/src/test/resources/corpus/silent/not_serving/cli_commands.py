import asyncio

import click

progress = {"done": 0}


async def work(n: int) -> None:
    for _ in range(n):
        before = progress["done"]
        await asyncio.sleep(0)
        progress["done"] = before + 1


@click.command()
@click.argument("n", type=int)
def run(n: int) -> None:
    asyncio.run(work(n))
