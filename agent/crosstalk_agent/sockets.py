"""Drives one WebSocket connection without a server.

The client sends its messages one by one; when each arrives is a decision of the schedule. What the
connection's own request sends is its answer. What another request sends into it, as a chat room
does, is delivery on purpose and stays out of the comparison.
"""

from __future__ import annotations

import asyncio
import inspect
import json
from typing import Any

from .asgi import Request, Response, error_text
from .lanes import current_lane
from .loop import ControlledLoop

METHOD = "WEBSOCKET"
_MOST_MESSAGES = 200


def _scope(request: Request, state: dict[str, Any]) -> dict[str, Any]:
    scope = request.scope(state)
    del scope["method"]
    scope.update(type="websocket", scheme="ws", subprotocols=[])
    return scope


def _messages(body: bytes) -> list[str]:
    """The texts that the client sends: a JSON list of them, or the body as one."""
    if not body:
        return []
    try:
        found = json.loads(body)
    except ValueError:
        return [body.decode("utf-8", "replace")]
    return [m if isinstance(m, str) else json.dumps(m) for m in found] if isinstance(found, list) else [json.dumps(found)]


async def serve(app: Any, request: Request, response: Response, state: dict[str, Any], loop: ControlledLoop) -> None:
    """Carry one connection from opening to closing."""
    waiting: list[dict[str, Any]] = [{"type": "websocket.receive", "text": text} for text in _messages(request.body)]
    waiting.append({"type": "websocket.disconnect", "code": 1000, "reason": ""})
    connected = False
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        nonlocal connected
        if not connected:
            connected = True
            return {"type": "websocket.connect"}
        if not waiting:
            await loop.create_future()
        # A sleep stands for the wait for the client.
        await asyncio.sleep(0.001)
        return waiting.pop(0)

    async def send(message: dict[str, Any]) -> None:
        kind = message["type"]
        if kind == "websocket.accept":
            response.status = 101
        elif kind == "websocket.send":
            if current_lane() in (request.lane, ""):
                content = message.get("text")
                _add(sent, content if content is not None else bytes(message.get("bytes") or b"").hex())
        elif kind == "websocket.close":
            response.status = response.status or 403
            response.headers = [("x-close-code", str(message.get("code", 1000)))]
        elif kind == "websocket.http.response.start":
            response.status = int(message["status"])

    try:
        await app(_scope(request, state), receive, send)
    except Exception as error:
        if type(error).__name__ != "WebSocketDisconnect":
            response.error = error_text(error)
    finally:
        response.body = bytearray(json.dumps(sent).encode())
        if not response.complete:
            response.complete = True
            loop.responses_open -= 1


def _add(sent: list[Any], content: str) -> None:
    if len(sent) < _MOST_MESSAGES:
        try:
            sent.append(json.loads(content))
        except ValueError:
            sent.append(content)


def routes(app: Any) -> list[dict[str, Any]]:
    """Paths that take connections, with their parameters as an interface document lists them."""
    found: list[dict[str, Any]] = []
    for route in list(getattr(app, "routes", []) or [])[:2_000]:
        path = getattr(route, "path", None)
        if "WebSocket" not in type(route).__name__ or not isinstance(path, str):
            continue
        dependant = getattr(route, "dependant", None)
        parameters = [
            {
                "name": getattr(field, "alias", field.name),
                "in": where,
                "required": where == "path" or bool(getattr(field, "required", True)),
                "schema": {"type": _kind(field)},
            }
            for where in ("path", "query", "header")
            for field in getattr(dependant, f"{where}_params", None) or []
        ]
        found.append({"path": path.replace(":path}", "}"), "parameters": parameters})
    return found


def _kind(field: Any) -> str:
    annotation = getattr(getattr(field, "field_info", None), "annotation", None) or getattr(field, "type_", None)
    if inspect.isclass(annotation) and issubclass(annotation, (int, float)):
        return "integer"
    return "string"
