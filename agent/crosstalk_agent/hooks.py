"""What the rewritten source calls.

Each function does what the original expression did, in the same order, and tells the recorder. They
are reached through one name in `builtins`, so that rewriting adds no line and no import.
"""

from __future__ import annotations

import collections
import contextvars
import enum
import logging
import pathlib
import re
import types
from collections.abc import Callable
from datetime import date, time, timedelta, tzinfo
from decimal import Decimal
from typing import Any
from uuid import UUID

from .names import plain_scope
from .recorder import SHAPE, WHOLE
from .threads import yield_point

Note = Callable[[str, Any, Any, bool, int, Any], None]

note: Note | None = None
"""Where accesses go; None while nothing is recorded."""

free_threaded = False
"""True when threads can be preempted at every access, not only at calls."""

instrumented: set[str] = set()
"""Names of the rewritten modules."""

_CONTAINERS = frozenset(
    {
        dict,
        list,
        set,
        bytearray,
        collections.deque,
        collections.OrderedDict,
        collections.defaultdict,
        collections.Counter,
    }
)
_SEQUENCES = frozenset({list, bytearray, collections.deque})
_MUTATORS = frozenset(
    """append extend insert pop popitem remove clear update setdefault add discard sort reverse appendleft popleft
    extendleft rotate move_to_end difference_update intersection_update symmetric_difference_update subtract
    __setitem__ __delitem__""".split()
)
_KEYED = {"get": "R", "__getitem__": "R", "__contains__": "R", "pop": "W", "setdefault": "W", "__setitem__": "W",
          "__delitem__": "W", "add": "W", "discard": "W", "remove": "W"}
_SHAPE_ONLY = frozenset({"keys", "__len__"})
# Values that nobody changes, or whose changes are no concern of a request.
_INERT = (
    int, float, complex, str, bytes, tuple, frozenset, types.FunctionType, types.BuiltinFunctionType, types.MethodType,
    range, slice, logging.Logger, re.Pattern, re.Match, enum.Enum, BaseException, date, time, timedelta, tzinfo,
    Decimal, UUID, pathlib.PurePath, type(None), types.GeneratorType, types.CoroutineType,
)  # fmt: skip
_CODE = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType, type, property,
         staticmethod, classmethod, types.GetSetDescriptorType, types.MemberDescriptorType)  # fmt: skip
_ContextVar = contextvars.ContextVar


def _switch() -> None:
    if free_threaded:
        yield_point()


def _holder(obj: Any, name: str) -> Any:
    """The object that really stores an attribute; None when it is no state of the application."""
    if isinstance(obj, types.ModuleType):
        return obj.__dict__ if obj.__name__ in instrumented else None
    if isinstance(obj, type):
        for base in obj.__mro__:
            if name in base.__dict__:
                return base if base.__module__ in instrumented else None
        return obj if obj.__module__ in instrumented else None
    if isinstance(obj, _INERT):
        return None
    scope = plain_scope(obj)
    if scope is not None and name not in scope:
        for base in type(obj).__mro__:
            if name in base.__dict__ and not hasattr(type(base.__dict__[name]), "__get__"):
                return base if base.__module__ in instrumented else None
    return obj


def ga(obj: Any, name: str, site: int) -> Any:
    """`obj.name`"""
    _switch()
    value = getattr(obj, name)
    if note is not None and not isinstance(value, _CODE):
        holder = _holder(obj, name)
        if holder is not None:
            note("R", holder, name, True, site, value)
    return value


def sa(value: Any, obj: Any, name: str, site: int) -> None:
    """`obj.name = value`"""
    _switch()
    setattr(obj, name, value)
    if note is not None:
        _wrote(obj, name, site, value)


def _wrote(obj: Any, name: str, site: int, value: Any) -> None:
    assert note is not None
    if isinstance(obj, types.ModuleType):
        note("W", obj.__dict__, name, True, site, value)
    elif not isinstance(obj, _INERT):
        note("W", obj, name, True, site, value)


def da(obj: Any, name: str, site: int) -> None:
    """`del obj.name`"""
    _switch()
    delattr(obj, name)
    if note is not None:
        _wrote(obj, name, site, None)


def wa(obj: Any, name: str, site: int) -> Any:
    """The object of an attribute that a compound target is about to set."""
    _switch()
    if note is not None:
        _wrote(obj, name, site, None)
    return obj


def _key(obj: Any, key: Any) -> Any:
    return WHOLE if type(obj) in _SEQUENCES or isinstance(key, slice) else key


def gi(obj: Any, key: Any, site: int) -> Any:
    """`obj[key]`"""
    if isinstance(obj, (str, tuple, bytes, type)):
        return obj[key]  # type: ignore[index]
    _switch()
    before = len(obj) if type(obj) is collections.defaultdict else 0
    value = obj[key]
    if note is not None:
        if before and len(obj) != before:
            note("W", obj, SHAPE, False, site, None)
        note("R", obj, _key(obj, key), False, site, value)
    return value


def si(value: Any, obj: Any, key: Any, site: int) -> None:
    """`obj[key] = value`"""
    _switch()
    fresh = note is not None and isinstance(obj, dict) and key not in obj
    obj[key] = value
    if note is not None:
        note("W", obj, _key(obj, key), False, site, value)
        if fresh:
            note("W", obj, SHAPE, False, site, None)


def di(obj: Any, key: Any, site: int) -> None:
    """`del obj[key]`"""
    _switch()
    del obj[key]
    if note is not None:
        note("W", obj, _key(obj, key), False, site, None)
        note("W", obj, SHAPE, False, site, None)


def wi(obj: Any, key: Any, site: int) -> Any:
    """The container of an item that a compound target is about to set."""
    _switch()
    if note is not None:
        note("W", obj, _key(obj, key), False, site, None)
        note("W", obj, SHAPE, False, site, None)
    return obj


def rc(obj: Any, site: int) -> Any:
    """A container that is read as a whole: iteration, conversion."""
    if note is not None and type(obj) in _CONTAINERS:
        note("R", obj, WHOLE, False, site, obj)
    return obj


def rl(obj: Any, site: int) -> Any:
    """A container whose length or truth is asked."""
    if note is not None and type(obj) in _CONTAINERS:
        note("R", obj, WHOLE if type(obj) in _SEQUENCES else SHAPE, False, site, obj)
    return obj


def ri(obj: Any, site: int) -> Any:
    """The right side of `in`."""
    if note is not None and type(obj) in _CONTAINERS:
        note("R", obj, WHOLE if type(obj) in _SEQUENCES else SHAPE, False, site, obj)
    return obj


def nx(obj: Any, site: int) -> Any:
    """An iterator that `next` advances."""
    if note is not None and not isinstance(obj, (types.GeneratorType, *_CONTAINERS)):
        note("W", obj, WHOLE, False, site, None)
    return obj


def cm(obj: Any, site: int) -> Any:
    """A context manager that is about to be entered; locks and semaphores order the requests."""
    if note is not None and hasattr(type(obj), "acquire"):
        note("W", obj, "locked", True, site, "acquire")
    return obj


def rg(scope: dict[str, Any], name: str, site: int) -> Any:
    """A global variable that the module rebinds."""
    if name in scope:
        value = scope[name]
    else:
        import builtins

        if not hasattr(builtins, name):
            raise NameError(f"name {name!r} is not defined", name=name)
        return getattr(builtins, name)
    if note is not None and not isinstance(value, _CODE):
        note("R", scope, name, True, site, value)
    return value


def wg(scope: dict[str, Any], name: str, site: int) -> None:
    """A global variable was rebound."""
    if note is not None:
        note("W", scope, name, True, site, scope.get(name))


def ac(value: Any) -> Any:
    """After a call: the interpreter may switch threads here."""
    yield_point()
    return value


def fs() -> None:
    """Start of a function or of a loop's body: the interpreter may switch threads here."""
    yield_point()


def m(obj: Any, name: str, site: int) -> Any:
    """`obj.name`, fetched to be called."""
    kind = type(obj)
    method = getattr(obj, name)
    if note is None:
        return method
    if kind in _CONTAINERS:
        return _container_call(obj, name, method, site)
    if kind is _ContextVar and name in ("get", "set", "reset"):
        return _context_call(obj, name, method, site)
    if isinstance(obj, (types.ModuleType, type, *_INERT)) or kind.__module__ in instrumented or kind.__module__ == "builtins":
        if not isinstance(method, _CODE) and kind.__module__ in instrumented:
            ga(obj, name, site)
        return method
    note("C", obj, WHOLE, False, site, name)
    return method


def _container_call(obj: Any, name: str, method: Any, site: int) -> Any:
    def call(*args: Any, **named: Any) -> Any:
        _switch()
        result = method(*args, **named)
        if note is None:
            return result
        op = "W" if name in _MUTATORS else "R"
        if name in _KEYED and args and type(obj) not in _SEQUENCES:
            shown = args[1] if name in ("__setitem__", "setdefault") and len(args) > 1 else result
            note(_KEYED[name], obj, args[0], False, site, args[0] if type(obj) is set else shown)
            if op == "W":
                note("W", obj, SHAPE, False, site, None)
        elif name in _SHAPE_ONLY:
            note("R", obj, SHAPE, False, site, None)
        else:
            note(op, obj, WHOLE, False, site, obj if op == "W" else result)
            if op == "W" and type(obj) not in _SEQUENCES:
                note("W", obj, SHAPE, False, site, None)
        return result

    return call


def _context_call(obj: Any, name: str, method: Any, site: int) -> Any:
    def call(*args: Any, **named: Any) -> Any:
        try:
            result = method(*args, **named)
        except LookupError:
            if note is not None:
                note("CVmiss", obj, "", True, site, None)
            raise
        if note is not None:
            shown = args[0] if name == "set" and args else result if name == "get" else None
            note("CV" + name, obj, "", True, site, shown)
        return result

    return call
