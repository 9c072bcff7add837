import asyncio

from fastapi import FastAPI

app = FastAPI()


class Report:
    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.lines: list[str] = []
        self.total = 0

    async def add(self, name: str) -> None:
        self.total += await self.cost(name)  # ok
        self.lines.append(name)

    async def cost(self, name: str) -> int:
        await asyncio.sleep(0)
        return len(name)


@app.get("/report")
async def report(owner: str):
    report = Report(owner)
    for name in ("a", "b"):
        await report.add(name)
    return {"owner": report.owner, "total": report.total, "lines": report.lines}
