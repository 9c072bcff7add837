"""Which headers, cookies and query parameters the application's own source looks for.

An interface document lists the declared parameters only. What middleware takes out of
`request.headers`, or out of the raw scope, is in the source alone; without it two requests of
different callers look alike.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import Any

_HOLDERS = {"headers": "header", "cookies": "cookie", "query_params": "query"}
_CUSTOM = re.compile(r"x-[a-z0-9][a-z0-9-]*", re.IGNORECASE)
_RAW = re.compile(rb"[a-z][a-z0-9-]*")
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,60}")
# Said by the transport or by every client; a caller is not told apart by them.
_TRANSPORT = frozenset(
    """accept accept-charset accept-encoding accept-language authorization cache-control connection content-encoding
    content-length content-type cookie date etag expect forwarded host http if-match if-modified-since if-none-match
    if-unmodified-since keep-alive origin pragma range referer sec-websocket-key sec-websocket-protocol te traceparent
    transfer-encoding upgrade user-agent via websocket x-forwarded-for x-forwarded-host x-forwarded-port
    x-forwarded-proto x-process-time x-real-ip x-request-id x-correlation-id x-trace-id x-response-time""".split()
)
_MOST = 40


@dataclass(frozen=True)
class Asked:
    """One look; `function` is the first line of the function that looks."""

    kind: str
    name: str
    file: str
    function: int


found: dict[Asked, None] = {}
"""What the modules loaded so far look for, in order."""


def learn(tree: ast.Module, path: str) -> None:
    """Note what one module looks for."""
    _visit(tree, path, 0)


def _visit(node: ast.AST, path: str, function: int) -> None:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        function = min([node.lineno, *(d.lineno for d in node.decorator_list)])
    for kind, name in _looks(node):
        if len(found) < _MOST and _NAME.fullmatch(name) and name.lower() not in _TRANSPORT:
            found[Asked(kind, name.lower() if kind == "header" else name, path, function)] = None
    for child in ast.iter_child_nodes(node):
        _visit(child, path, function)


def _looks(node: ast.AST) -> list[tuple[str, str]]:
    """The constants that an expression looks up, with the kind of place."""
    holder: ast.expr | None = None
    keys: list[ast.expr] = []
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        if node.func.attr in ("get", "getlist", "get_list"):
            holder, keys = node.func.value, [node.args[0]]
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        holder, keys = node.value, [node.slice]
    elif isinstance(node, ast.Compare):
        keys = [node.left, *node.comparators]
        if isinstance(node.ops[0], (ast.In, ast.NotIn)):
            holder, keys = node.comparators[0], [node.left]
    kind = _kind(holder)
    return [(k, n) for key in keys if isinstance(key, ast.Constant) for k, n in _name(key.value, kind)]


def _kind(holder: ast.expr | None) -> str | None:
    """What a mapping is, as far as the expression tells; only to choose what to try."""
    if isinstance(holder, ast.Call) and not isinstance(holder.func, ast.Attribute):
        inner = [*holder.args, *(k.value for k in holder.keywords)]
        called = getattr(holder.func, "id", "")
        return "header" if called == "Headers" else next((k for k in map(_kind, inner) if k), None)
    name = holder.attr if isinstance(holder, ast.Attribute) else holder.id if isinstance(holder, ast.Name) else ""
    return _HOLDERS.get(name)


def _name(value: Any, kind: str | None) -> list[tuple[str, str]]:
    if isinstance(value, bytes):
        return [("header", value.decode("ascii"))] if _RAW.fullmatch(value) and len(value) > 2 else []
    if not isinstance(value, str):
        return []
    if kind is not None:
        return [(kind, value)]
    return [("header", value)] if _CUSTOM.fullmatch(value) else []


def told(routes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """For the other side: each name once, with the paths that look for it; none means all."""
    names: dict[tuple[str, str], list[str] | None] = {}
    for one in found:
        paths = [r["path"] for r in routes if r["file"] == one.file and r["line"] == one.function]
        key = (one.kind, one.name)
        known = names.get(key, [])
        names[key] = None if known is None or not paths else known + paths
    return [{"in": kind, "name": name, "paths": sorted(set(paths or []))} for (kind, name), paths in names.items()]
