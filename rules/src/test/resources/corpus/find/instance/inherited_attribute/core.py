import asyncio


class BaseService:
    def __init__(self) -> None:
        self.actor = ""

    def acting_as(self, actor: str) -> "BaseService":
        self.actor = actor
        return self

    async def audit(self, text: str) -> str:
        await asyncio.sleep(0)
        return f"{self.actor}: {text}"  # error: [request-data-in-shared-instance] actor
