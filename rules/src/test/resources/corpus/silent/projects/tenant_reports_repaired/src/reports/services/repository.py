from reports.core.db import database


class Repository:
    def __init__(self, org: int) -> None:
        self.org = org

    async def rows(self, table: str) -> list[dict]:
        return await database.fetch(f"select * from {table} where org = :org", org=self.org)
