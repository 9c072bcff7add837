from reports.services.repository import Repository


class ReportService:
    def __init__(self, org: int) -> None:
        self.org = org
        self.repository = Repository(org)
        self.parts: list[dict] = []

    async def build(self, report_id: int) -> dict:
        for table in ("sales", "costs"):
            self.parts.extend(await self.repository.rows(table))
        return {"id": report_id, "parts": self.parts, "org": self.org}
