import asyncio

from fastapi import FastAPI, Header

app = FastAPI()


class Exporter:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.customer: str | None = None

    async def rows(self) -> list[str]:
        await asyncio.sleep(0.01)
        return ["a", "b"]

    async def export(self, customer: str) -> str:
        self.customer = customer
        rows = await self.rows()
        return f"{self.folder}/{self.customer}-{len(rows)}.csv"  # error: [request-data-in-shared-instance] customer


exporter = Exporter("/var/exports")


@app.post("/export")
async def export(x_customer: str = Header()):
    return {"file": await exporter.export(x_customer)}
