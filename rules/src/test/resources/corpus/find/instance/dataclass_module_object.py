import asyncio
from dataclasses import dataclass

from fastapi import FastAPI

app = FastAPI()


@dataclass
class Settings:
    locale: str = "en"
    zone: str = "UTC"


settings = Settings()


@app.get("/now")
async def now(zone: str):
    settings.zone = zone
    await asyncio.sleep(0)
    return {"zone": settings.zone}  # error: [request-data-in-shared-instance|request-data-in-module-state] zone
