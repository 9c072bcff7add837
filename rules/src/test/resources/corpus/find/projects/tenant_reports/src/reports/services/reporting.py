from reports.services.repository import Repository


class ReportService:
    def __init__(self) -> None:
        self.repository = Repository()
        self.parts: list[dict] = []

    async def build(self, report_id: int) -> dict:
        for table in ("sales", "costs"):
            self.parts.extend(await self.repository.rows(table))
        return {"id": report_id, "parts": self.parts}
