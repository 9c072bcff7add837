import asyncio

from taskiq import InMemoryBroker

broker = InMemoryBroker()
totals = {"sent": 0}


@broker.task
async def send(count: int):
    before = totals["sent"]
    await asyncio.sleep(0.01)
    totals["sent"] = before + count  # error: [read-modify-write-across-await]
