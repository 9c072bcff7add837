import copy
from dataclasses import dataclass, field
from functools import lru_cache

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Page(BaseModel):
    rows: list[str] = []
    totals: dict[str, int] = {}


@dataclass
class Draft:
    lines: list = field(default_factory=list)


class Base:
    steps = []


class Plan(Base):
    def __init__(self) -> None:
        self.steps = []

    def add(self, step: str) -> None:
        self.steps.append(step)


class Form:
    errors = []

    def validate(self, value: str) -> None:
        self.errors = []
        self.errors.append(value)


@lru_cache
def template() -> dict:
    return {"title": "Report", "rows": [1, 2]}


def collect(value: str, into: list | None = None, names=("a", "b"), limits={"max": 3}) -> list:
    into = into or []
    into.append(value)
    return [*into, *names, limits["max"]]


def fill(into: list = []) -> list:
    return into


@app.get("/all")
async def everything(value: str):
    page = Page()
    page.rows.append(value)
    page.totals[value] = 1
    draft = Draft()
    draft.lines.append(value)
    plan = Plan()
    plan.add(value)
    form = Form()
    form.validate(value)
    letter = copy.deepcopy(template())
    letter["value"] = value
    flat = dict(template())
    flat["value"] = value
    own = fill([])
    own.append(value)
    return [page, draft, plan.steps, form.errors, letter, flat, collect(value), own]
