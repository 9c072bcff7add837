"""The shared memory of the application at the end of a run, as text by path."""

from __future__ import annotations

import types
from collections import deque
from typing import Any

from .names import _plain_key, plain_scope
from .values import key_of, text_of

_SCALARS = (int, float, complex, str, bytes, bool, type(None))
_MAX_PATHS = 3_000
_MAX_DEPTH = 5


def snapshot(modules: dict[str, types.ModuleType], roots: dict[str, Any]) -> dict[str, str]:
    """Values that the globals of the modules and the given roots reach.

    Only plain containers and instances of the application's own classes are entered: what a library
    keeps inside its objects is its own affair.
    """
    own = set(modules)
    found: dict[str, str] = {}
    seen: set[int] = set()
    queue: deque[tuple[str, Any, int]] = deque()
    for name in sorted(modules):
        for key, value in list(modules[name].__dict__.items()):
            if not key.startswith("__"):
                queue.append((f"{name}.{key}", value, 0))
    queue.extend((path, value, 0) for path, value in roots.items())
    while queue and len(found) < _MAX_PATHS:
        path, value, depth = queue.popleft()
        kind = type(value)
        if kind in _SCALARS:
            found[path] = text_of(value)
            continue
        if id(value) in seen or depth > _MAX_DEPTH:
            continue
        seen.add(id(value))
        queue.extend((below, child, depth + 1) for below, child in _parts(path, value, own))
        if kind in (list, deque, set, frozenset) or isinstance(value, dict):
            found[f"len({path})"] = str(len(value))
    return found


def _parts(path: str, value: Any, own: set[str]) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [
            (f"{path}[{key_of(k)}]", v) for k, v in list(value.items())[:500] if isinstance(k, str) or _plain_key(k)
        ]
    if isinstance(value, (list, tuple, deque)):
        return [(f"{path}[{i}]", v) for i, v in enumerate(list(value)[:500])]
    if isinstance(value, (set, frozenset)):
        return [(path, text_of(tuple(sorted(map(key_of, list(value)[:500])))))]
    if isinstance(value, type):
        if value.__module__ not in own:
            return []
        return [(f"{path}.{k}", v) for k, v in list(vars(value).items()) if not k.startswith("__") and _is_data(v)]
    if type(value).__module__ in own:
        scope = plain_scope(value)
        return [] if scope is None else [(f"{path}.{k}", v) for k, v in list(scope.items())[:200]]
    return []


def _is_data(value: Any) -> bool:
    return type(value) in _SCALARS or isinstance(value, (dict, list, set, deque))
