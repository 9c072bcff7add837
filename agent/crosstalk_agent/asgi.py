"""Drives an ASGI application without a server."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote

from .lanes import LANE
from .loop import ControlledLoop

_MAX_BODY = 4_000_000


class Request:
    """One request of the scenario."""

    def __init__(self, lane: str, method: str, target: str, headers: list[tuple[str, str]], body: bytes) -> None:
        self.lane = lane
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body

    def scope(self, state: dict[str, Any]) -> dict[str, Any]:
        path, _, query = self.target.partition("?")
        headers = [(n.lower().encode("latin-1"), v.encode("latin-1", "replace")) for n, v in self.headers]
        names = {n for n, _ in headers}
        if b"host" not in names:
            headers.insert(0, (b"host", b"testserver"))
        if self.body and b"content-length" not in names:
            headers.append((b"content-length", str(len(self.body)).encode()))
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": self.method.upper(),
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode("latin-1", "replace"),
            "query_string": query.encode("latin-1", "replace"),
            "root_path": "",
            "headers": headers,
            "client": ("127.0.0.1", 40_000 + ord(self.lane[0])),
            "server": ("testserver", 80),
            "state": dict(state),
            "extensions": {},
        }


class Response:
    """What a request got, or how it failed."""

    def __init__(self, lane: str) -> None:
        self.lane = lane
        self.status: int | None = None
        self.headers: list[tuple[str, str]] = []
        self.body = bytearray()
        self.truncated = False
        self.error: str | None = None
        self.complete = False
        self.gone = False
        """True when the client left before the response was complete."""
        self.listened = False
        """True when the application asked whether the client is still there."""
        self.leave: Callable[[], None] | None = None


async def serve(app: Any, request: Request, response: Response, state: dict[str, Any], loop: ControlledLoop) -> None:
    """Carry one request through the application."""
    finished = asyncio.Event()
    delivered = False

    async def receive() -> dict[str, Any]:
        nonlocal delivered
        if not delivered and not response.gone:
            delivered = True
            return {"type": "http.request", "body": request.body, "more_body": False}
        response.listened = True
        await finished.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        kind = message["type"]
        if response.gone:
            return  # A server drops what nobody waits for.
        if kind == "http.response.start":
            response.status = int(message["status"])
            response.headers = [
                (bytes(n).decode("latin-1"), bytes(v).decode("latin-1")) for n, v in message.get("headers", [])
            ]
        elif kind == "http.response.body":
            _append(response, bytes(message.get("body", b"")))
            if not message.get("more_body"):
                complete()

    def complete() -> None:
        if not response.complete:
            response.complete = True
            loop.responses_open -= 1
            finished.set()

    def leave() -> None:
        if not response.complete:
            response.gone = True
            complete()

    response.leave = leave
    try:
        await app(request.scope(state), receive, send)
    except Exception as error:
        response.error = error_text(error)
    finally:
        complete()


def _append(response: Response, data: bytes) -> None:
    room = _MAX_BODY - len(response.body)
    response.body += data[: max(0, room)]
    response.truncated = response.truncated or len(data) > room


def error_text(error: BaseException) -> str:
    """The kind and the message, not too long."""
    text = f"{type(error).__name__}: {error}"
    return text if len(text) <= 500 else text[:499] + "…"


def arrive(loop: ControlledLoop, lane: str, start: Callable[[], Awaitable[None]]) -> None:
    """Make a request ready to arrive; the schedule decides when its first step runs."""

    def create() -> None:
        LANE.set(lane)
        loop.responses_open += 1
        # Not create_task: a factory of the application could start the task at once.
        task: asyncio.Task[None] = asyncio.Task(start(), loop=loop, name=f"request {lane}")  # type: ignore[arg-type]
        loop.adopt(task, lane)

    contextvars.copy_context().run(create)


class Lifespan:
    """The start-up of the application, as a server runs it."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self.state: dict[str, Any] = {}
        self.task: asyncio.Task[None] | None = None

    async def start(self) -> str | None:
        """Run start-up; the text of its failure, or nothing. Without support for it all is well."""
        loop = asyncio.get_running_loop()
        inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        answer: asyncio.Future[dict[str, Any]] = loop.create_future()

        async def send(message: dict[str, Any]) -> None:
            if not answer.done():
                answer.set_result(message)

        async def run() -> None:
            scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": self.state}
            try:
                await self._app(scope, inbox.get, send)
            except BaseException as error:
                if not answer.done():
                    # Before it received anything: the application has no lifespan.
                    answer.set_result({"type": "unsupported" if inbox.qsize() else "failed", "message": error_text(error)})
            else:
                if not answer.done():
                    answer.set_result({"type": "unsupported"})

        inbox.put_nowait({"type": "lifespan.startup"})
        self.task = loop.create_task(run())
        message = await answer
        if message["type"] in ("lifespan.startup.failed", "failed"):
            # Starlette sends a whole traceback; its last line says what happened.
            lines = str(message.get("message") or "").strip().splitlines()
            return lines[-1] if lines else "no reason given"
        return None
