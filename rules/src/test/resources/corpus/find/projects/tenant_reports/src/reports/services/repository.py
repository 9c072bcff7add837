from reports.core import ambient
from reports.core.db import database


class Repository:
    async def rows(self, table: str) -> list[dict]:
        return await database.fetch(f"select * from {table} where org = :org", org=ambient.org())
