"""Names of objects that mean the same in every run.

An address is no name: it differs between processes and is used again. An object that the modules of
the application reach is called by its path (`shop.stock`), one that existed before the requests by
its address at the time of the fork, which all children share, and one that a request made by the
request and a count.
"""

from __future__ import annotations

import gc
import types
from collections import deque
from typing import Any

_ATOMS = (int, float, complex, str, bytes, bool, type(None), types.FunctionType, types.BuiltinFunctionType)
_MAX_DEPTH = 6
_EMPTY = types.CellType()


class Names:
    """The names of one process; children of a fork inherit them."""

    def __init__(self) -> None:
        self._paths: dict[int, str] = {}
        self._own: set[str] = set()
        self._early: set[int] = set()
        self._late: dict[int, str] = {}
        self._fresh: dict[int, str] = {}
        self._counts: dict[str, int] = {}
        self._pins: list[Any] = []
        self._derived: list[int] = []
        self._marked = 0

    def learn_paths(self, modules: dict[str, types.ModuleType], limit: int = 20_000) -> None:
        """Walk from the globals of the modules, nearest objects first."""
        queue: deque[tuple[str, Any, int]] = deque()
        self._own = set(modules)
        for name in sorted(modules):
            scope = modules[name].__dict__
            self._name(scope, name)
            for key, value in list(scope.items()):
                if not key.startswith("__"):
                    self._enter(queue, f"{name}.{key}", value, 0, set(modules))
        self._walk(queue, limit)

    def learn_functions(self, functions: list[Any], modules: set[str]) -> None:
        """Walk from what the functions of a factory share: the variables that they enclose."""
        self._own = modules
        queue: deque[tuple[str, Any, int]] = deque()
        for function in functions:
            if isinstance(function, types.FunctionType):
                path = f"{function.__module__}.{function.__qualname__}".replace(".<locals>", "")
                self._enter(queue, path, function, 0, modules)
        self._walk(queue, 2_000)

    def learn_roots(self, roots: dict[str, Any], limit: int = 20_000) -> None:
        """Walk from objects that no module reaches, such as what start-up made."""
        queue: deque[tuple[str, Any, int]] = deque()
        for path, value in roots.items():
            self._enter(queue, path, value, 0, set())
        self._walk(queue, limit)

    def _walk(self, queue: deque[tuple[str, Any, int]], limit: int) -> None:
        while queue and len(self._paths) < limit:
            path, value, depth = queue.popleft()
            if depth < _MAX_DEPTH:
                for below, child in _children(path, value):
                    self._enter(queue, below, child, depth + 1, set())

    def _enter(self, queue: deque[tuple[str, Any, int]], path: str, value: Any, depth: int, modules: set[str]) -> None:
        if isinstance(value, types.FunctionType):
            if value.__module__ in self._own and id(value) not in self._paths:
                self._name(value, path)
                queue.append((path, value, depth))
            return
        if isinstance(value, (*_ATOMS, types.ModuleType)) or id(value) in self._paths:
            return
        if isinstance(value, type) and value.__module__ not in modules:
            return
        self._name(value, path)
        queue.append((path, value, depth))

    def _name(self, value: Any, path: str) -> None:
        self._paths[id(value)] = path
        self._pins.append(value)

    def freeze(self) -> None:
        """Note what exists now; called before the first fork, and when more was loaded after it."""
        gc.collect()
        self._early.update(map(id, gc.get_objects()))
        # Frozen objects are no longer listed, so the list of a child holds only what it made.
        gc.freeze()

    def learn_late(self) -> None:
        """Note what start-up of the application made in this process; called before exploration."""
        made = gc.get_objects()
        for index, value in enumerate(made):
            self._late[id(value)] = f"~{index}"
        # Kept alive: an address that is used again would get the name of a dead object.
        self._pins.append(made)

    def mark(self) -> None:
        """Names given from now on belong to one run."""
        self._marked = len(self._pins)
        self._derived.clear()

    def back(self) -> None:
        """Forget the names that were given since the mark."""
        for address in self._derived:
            self._paths.pop(address, None)
        self._derived.clear()
        self._fresh.clear()
        self._counts.clear()
        del self._pins[self._marked :]

    def of(self, value: Any, lane: str) -> str:
        """The name of an object that a lane touches."""
        address = id(value)
        name = self._paths.get(address) or self._fresh.get(address) or self._late.get(address)
        if name is None and address in self._early:
            return f"@{address:x}"
        if name is None:
            count = self._counts[lane] = self._counts.get(lane, 0) + 1
            name = f"{lane}:{type(value).__name__}{count}"
            self._fresh[address] = name
            self._pins.append(value)
        return name

    def derive(self, parent: Any, step: str, value: Any) -> None:
        """Give an object without a path the path by which it was reached."""
        path = self._paths.get(id(parent))
        if path is None or isinstance(value, (*_ATOMS, types.ModuleType, type)) or path.count(".") > 12:
            return
        if id(value) not in self._paths:
            self._derived.append(id(value))
            self._name(value, path + step)

    def is_shared(self, name: str) -> bool:
        """True for a name by path: what every request can reach."""
        return not name.startswith(("~", "@")) and ":" not in name.partition("[")[0]


def _children(path: str, value: Any) -> list[tuple[str, Any]]:
    kind = type(value)
    found: list[tuple[str, Any]] = []
    if isinstance(value, types.FunctionType):
        # Where one variable is enclosed by several functions, it is called after the outer one.
        outer = path.rpartition(".")[0]
        return [
            (f"{outer}.{name}", cell.cell_contents)
            for name, cell in zip(value.__code__.co_freevars, value.__closure__ or ())
            if cell != _EMPTY
        ]
    if isinstance(value, dict):
        found = [(f"{path}[{key!r}]", child) for key, child in list(value.items())[:200] if _plain_key(key)]
    elif kind in (list, tuple, deque):
        found = [(f"{path}[{index}]", child) for index, child in enumerate(list(value)[:200])]
    elif isinstance(value, type):
        found = [
            (f"{path}.{key}", child)
            for key, child in list(vars(value).items())
            if not key.startswith("__") and isinstance(child, (dict, list, set, deque))
        ]
    scope = None if isinstance(value, type) else plain_scope(value)
    if scope is not None:
        found += [(f"{path}.{key}", child) for key, child in list(scope.items())[:200] if isinstance(key, str)]
    return found


def plain_scope(value: Any) -> dict[str, Any] | None:
    """The attributes of an object, read without running any of its code."""
    try:
        scope = object.__getattribute__(value, "__dict__")
    except (AttributeError, TypeError):
        return None
    return scope if type(scope) is dict else None


def _plain_key(key: Any) -> bool:
    return type(key) in (int, str, bool) or (type(key) is tuple and all(type(k) in (int, str) for k in key))
