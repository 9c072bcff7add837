"""The course file as objects, and the small means to run its apps."""

from __future__ import annotations

import asyncio
import importlib
import itertools
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import httpx
from fastapi import FastAPI

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

DEMO = Path(__file__).resolve().parent.parent

DATABASES: Path | None = None
"""Where the apps of this test keep their databases."""

_numbers = itertools.count()


@dataclass(frozen=True)
class App:
    scene: int
    kind: str
    path: str
    module: str
    verdict: str
    requests: str
    marks: frozenset[tuple[str, str, str, int]]

    def __str__(self) -> str:
        return self.path


@dataclass(frozen=True)
class Request:
    lane: str
    set: str
    after: bool
    method: str
    path: str
    headers: dict[str, str]
    body: str | None

    async def send(self, client: httpx.AsyncClient) -> httpx.Response:
        headers = dict(self.headers)
        if self.body is not None:
            headers["Content-Type"] = "application/json"
        return await client.request(self.method, self.path, headers=headers, content=self.body)


def read() -> list[dict]:
    with (DEMO / "course.toml").open("rb") as file:
        return tomllib.load(file)["scene"]


def apps() -> list[App]:
    return [
        App(
            scene=scene["number"],
            kind=app["kind"],
            path=app["path"],
            module=app["app"].removesuffix(":app"),
            verdict=app["verdict"],
            requests=app.get("requests", ""),
            marks=frozenset(
                (word, mark["code"], mark["file"], mark["line"])
                for word in ("expect", "later", "opt-in")
                for mark in app.get(word, [])
            ),
        )
        for scene in read()
        for app in scene["app"]
    ]


def requests(app: App) -> list[Request]:
    (scene,) = [scene for scene in read() if scene["number"] == app.scene]
    return [
        Request(
            lane=request["lane"],
            set=request.get("set", ""),
            after=request.get("after", False),
            method=request["method"],
            path=request["path"],
            headers=request.get("headers", {}),
            body=request.get("body"),
        )
        for request in scene["request"]
        if request.get("set", "") == app.requests
    ]


def fresh(app: App) -> ModuleType:
    """Imports the app anew, with a new database, so that its state is that of a new process."""
    if DATABASES is None:
        raise RuntimeError("no folder for databases was chosen")
    file = DATABASES / f"{next(_numbers)}.db"
    os.environ["DATABASE_URL"] = f"sqlite+aiosqlite:///{file}"
    package = app.module.rpartition(".")[0]
    for name in [name for name in sys.modules if name.startswith(package)]:
        del sys.modules[name]
    return importlib.import_module(app.module)


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://demo") as client,
    ):
        yield client


async def together(app: App) -> dict[str, httpx.Response]:
    """Sends the scene's requests at one time, and those marked `after` when these are answered."""
    async with running(fresh(app).app) as client:
        sent = requests(app)
        first = [request for request in sent if not request.after]
        answers = await asyncio.gather(*(request.send(client) for request in first))
        by_lane = {request.lane: answer for request, answer in zip(first, answers)}
        for request in sent:
            if request.after:
                by_lane[request.lane] = await request.send(client)
        return by_lane


async def one_by_one(app: App) -> dict[str, httpx.Response]:
    async with running(fresh(app).app) as client:
        return {request.lane: await request.send(client) for request in requests(app)}
