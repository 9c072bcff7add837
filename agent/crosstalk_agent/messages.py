"""Reads the fields of a message and says precisely what is wrong with it."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from .asgi import Request
from .loop import Limits


class BadMessage(Exception):
    """A message that does not follow the protocol."""


def field(message: dict[str, Any], name: str, kind: type | tuple[type, ...], default: Any = ...) -> Any:
    """A field of the given type; without a default it is required."""
    value = message.get(name, default)
    if value is ...:
        raise BadMessage(f"{message.get('t', 'message')}: field {name!r} is missing")
    if value is not default and (not isinstance(value, kind) or (isinstance(value, bool) and kind is int)):
        raise BadMessage(f"{message.get('t', 'message')}: field {name!r} has the wrong type")
    return value


def strings(message: dict[str, Any], name: str) -> list[str]:
    """A list of strings, empty when absent."""
    values = field(message, name, list, [])
    if not all(isinstance(v, str) for v in values):
        raise BadMessage(f"{message.get('t', 'message')}: field {name!r} must hold strings")
    return list(values)


def limits(message: dict[str, Any]) -> Limits:
    """The bounds of runs; what is absent keeps its default."""
    given = field(message, "limits", dict, {})
    bounds = Limits()
    bounds.steps = int(given.get("steps", bounds.steps))
    bounds.wall_s = float(given.get("wall_ms", bounds.wall_s * 1000)) / 1000
    bounds.grace_s = float(given.get("grace_ms", bounds.grace_s * 1000)) / 1000
    bounds.io_s = float(given.get("io_ms", bounds.io_s * 1000)) / 1000
    return bounds


def requests(message: dict[str, Any]) -> list[Request]:
    """The requests of a run; lanes are unique."""
    out: list[Request] = []
    for entry in field(message, "requests", list):
        if not isinstance(entry, dict):
            raise BadMessage("run: a request must be an object")
        lane = field(entry, "k", str)
        if not lane.isalnum() or lane == "run" or any(r.lane == lane for r in out):
            raise BadMessage(f"run: bad or repeated lane {lane!r}")
        headers = field(entry, "headers", list, [])
        pairs = [(str(h[0]), str(h[1])) for h in headers if isinstance(h, list) and len(h) == 2]
        if len(pairs) != len(headers):
            raise BadMessage("run: a header must be a pair of name and value")
        try:
            body = base64.b64decode(field(entry, "body_b64", str, ""), validate=True)
        except binascii.Error as error:
            raise BadMessage(f"run: bad body: {error}") from error
        out.append(Request(lane, field(entry, "method", str), field(entry, "path", str), pairs, body))
    return out


def watched(message: dict[str, Any]) -> dict[str, set[str]] | None:
    """Locations on which requests are known to conflict, by object; absent means all."""
    if "watch" not in message:
        return None
    found: dict[str, set[str]] = {}
    for entry in field(message, "watch", list):
        if not isinstance(entry, list) or len(entry) != 2 or not all(isinstance(part, str) for part in entry):
            raise BadMessage("run: a watched location is a pair of object and key")
        found.setdefault(entry[0], set()).add(entry[1])
    return found


def places(policy: dict[str, Any]) -> list[tuple[str, int]]:
    """Files and lines at which a lane parks."""
    given = policy.get("at", [])
    if not isinstance(given, list) or not all(isinstance(p, list) and len(p) == 2 for p in given):
        raise BadMessage("run: a place is a pair of file and line")
    return [(str(path), int(line)) for path, line in given]
