"""Puts the memory of the application back as it was before a run, or says why that is impossible.

The plain containers and the objects of the application's own classes that its modules reach are
copied once. After a run they are put back in place, and what the run wrote is compared with what
was copied: a write to anything else means that the process cannot be used again.
"""

from __future__ import annotations

import asyncio
import collections
import functools
import types
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from .names import plain_scope
from .threads import CooperativeLock

_ATOMS = (int, float, complex, str, bytes, bool, type(None), types.BuiltinFunctionType, types.ModuleType)
_MAX_ITEMS = 20_000
_PRIMITIVES = (asyncio.Lock, asyncio.Event, asyncio.Condition, asyncio.Semaphore, asyncio.Queue)
_CACHE = type(functools.lru_cache(lambda: None))
_MISSING = object()

Undo = Callable[[], None]


class Baseline:
    """The memory at one moment, and the way back to it."""

    def __init__(self, modules: dict[str, types.ModuleType], roots: Iterable[Any]) -> None:
        self._own = set(modules)
        self._kept: list[Any] = []
        self._ids: set[int] = set()
        self._undo: list[Undo] = []
        self._locks: list[Any] = []
        self._caches: list[tuple[Any, Any]] = []
        self._items = 0
        self.refusal: str | None = None
        queue: deque[Any] = deque()
        for module in modules.values():
            self._container(module.__dict__, queue)
        queue.extend(roots)
        while queue and self.refusal is None:
            self._enter(queue.popleft(), queue)

    # -- at the beginning

    def _enter(self, value: Any, queue: deque[Any]) -> None:
        if isinstance(value, _ATOMS) or id(value) in self._ids:
            return
        if isinstance(value, types.FunctionType):
            self._function(value, queue)
        elif isinstance(value, types.MethodType):
            queue.extend((value.__self__, value.__func__))
        elif isinstance(value, _CACHE):
            self._remember(value)
            self._caches.append((value, value.cache_info()))
            queue.append(value.__wrapped__)
        elif isinstance(value, (dict, list, set, bytearray, deque)):
            self._container(value, queue)
        elif isinstance(value, (tuple, frozenset)):
            self._remember(value)
            queue.extend(value)
        elif isinstance(value, type):
            if value.__module__ in self._own:
                self._class(value, queue)
        elif isinstance(value, CooperativeLock) or type(value).__name__ in ("lock", "RLock"):
            self._remember(value)
            self._locks.append(value)
        elif type(value).__module__ in self._own or isinstance(value, _PRIMITIVES):
            self._object(value, queue)
        elif type(value).__name__ == "State" and plain_scope(value) is not None:
            self._object(value, queue)

    def _remember(self, value: Any) -> None:
        self._ids.add(id(value))
        self._kept.append(value)

    def _container(self, value: Any, queue: deque[Any]) -> None:
        self._remember(value)
        self._items += len(value) + 1
        if self._items > _MAX_ITEMS:
            self.refusal = f"the application keeps more than {_MAX_ITEMS} items in memory"
            return
        if isinstance(value, dict):
            self._undo.append(_mapping(value))
            queue.extend(value.values())
        elif isinstance(value, (set, bytearray)):
            self._undo.append(_plain(value))
        else:
            self._undo.append(_sequence(value))
            queue.extend(value)
        scope = plain_scope(value)
        if scope is not None:
            self._container(scope, queue)

    def _object(self, value: Any, queue: deque[Any]) -> None:
        self._remember(value)
        scope = plain_scope(value)
        if scope is not None:
            self._container(scope, queue)
        slots = [
            name
            for base in type(value).__mro__
            for name, member in vars(base).items()
            if isinstance(member, types.MemberDescriptorType)
        ]
        if slots:
            self._undo.append(_slots(value, slots))
            queue.extend(getattr(value, name, None) for name in slots)
        if isinstance(value, dict | list | set):
            self._container(value, queue)

    def _class(self, value: type, queue: deque[Any]) -> None:
        self._remember(value)
        data = {k: v for k, v in vars(value).items() if not k.startswith("__")}
        self._items += len(data)

        def undo() -> None:
            now = vars(value)
            for name, content in data.items():
                if now.get(name, _MISSING) is not content:
                    setattr(value, name, content)
            for name in [n for n in now if n not in data and not n.startswith("__")]:
                delattr(value, name)

        self._undo.append(undo)
        queue.extend(data.values())

    def _function(self, value: types.FunctionType, queue: deque[Any]) -> None:
        if value.__module__ not in self._own:
            return
        self._remember(value)
        queue.extend(value.__defaults__ or ())
        queue.extend((value.__kwdefaults__ or {}).values())
        self._container(value.__dict__, queue)
        wrapped = getattr(value, "__wrapped__", None)
        if wrapped is not None:
            queue.append(wrapped)
        for cell in value.__closure__ or ():
            if id(cell) in self._ids:
                continue
            self._remember(cell)
            try:
                content = cell.cell_contents
            except ValueError:
                continue
            self._undo.append(_cell(cell, content))
            queue.append(content)

    # -- after a run

    def covers(self, value: Any) -> bool:
        """True when a change of `value` is undone."""
        return id(value) in self._ids

    def restore(self) -> str | None:
        """Put everything back; the reason when that is impossible."""
        for lock in self._locks:
            if _held(lock):
                return "a lock was still held at the end of a run"
        for undo in self._undo:
            undo()
        for cache, before in self._caches:
            if cache.cache_info().currsize != before.currsize:
                if before.currsize:
                    return f"the cache of `{cache.__name__}` changed"
                cache.cache_clear()
        return None


def _held(lock: Any) -> bool:
    locked = getattr(lock, "locked", None)
    if locked is not None:
        return bool(locked())
    if not lock.acquire(False):
        return True
    lock.release()
    return False


def _mapping(value: dict[Any, Any]) -> Undo:
    keys, values = list(value), list(value.values())
    count = len(keys)
    set_item, clear = dict.__setitem__, dict.clear
    if isinstance(value, collections.OrderedDict):
        set_item, clear = collections.OrderedDict.__setitem__, collections.OrderedDict.clear  # type: ignore[assignment]

    def undo() -> None:
        if len(value) == count:
            for key, content, old_key, old in zip(value, value.values(), keys, values):
                if content is not old or key is not old_key:
                    break
            else:
                return
        for key in [k for k in value if k not in known]:
            dict.pop(value, key)
        if list(value) == keys:
            for key, content in zip(keys, values):
                set_item(value, key, content)
            return
        clear(value)
        for key, content in zip(keys, values):
            set_item(value, key, content)

    known = set(keys)
    return undo


def _sequence(value: Any) -> Undo:
    items = list(value)

    def undo() -> None:
        if len(value) == len(items) and all(map(lambda a, b: a is b, value, items)):
            return
        if isinstance(value, list):
            list.__setitem__(value, slice(None), items)
        else:
            deque.clear(value)
            deque.extend(value, items)

    return undo


def _plain(value: Any) -> Undo:
    copy = bytes(value) if isinstance(value, bytearray) else frozenset(value)

    def undo() -> None:
        if isinstance(value, bytearray):
            value[:] = copy
        elif value != copy:
            set.clear(value)
            set.update(value, copy)

    return undo


def _slots(value: Any, names: list[str]) -> Undo:
    content = [(name, getattr(value, name, _MISSING)) for name in names]

    def undo() -> None:
        for name, old in content:
            if getattr(value, name, _MISSING) is old:
                continue
            if old is _MISSING:
                object.__delattr__(value, name)
            else:
                object.__setattr__(value, name, old)

    return undo


def _cell(cell: Any, content: Any) -> Undo:
    def undo() -> None:
        cell.cell_contents = content

    return undo
