import asyncio
import enum

from fastapi import FastAPI

app = FastAPI()


class Field(str, enum.Enum):
    ORG = "org"
    USER = "user"


_context: dict[Field, int] = {}


@app.get("/dashboard")
async def dashboard(org_id: int):
    _context[Field.ORG] = org_id
    widgets = await load_widgets()
    return {"org": _context[Field.ORG], "widgets": widgets}  # error: [request-data-in-module-state] _context


async def load_widgets() -> list:
    await asyncio.sleep(0.01)
    return []
