"""Values as short text, without running code of the application."""

from __future__ import annotations

import reprlib
from collections import deque
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

_PLAIN = (int, float, complex, bool, type(None), str, bytes, Decimal, UUID, date, datetime, timedelta)


class _Short(reprlib.Repr):
    def __init__(self) -> None:
        super().__init__()
        self.maxstring = self.maxother = 80
        self.maxlevel = 3
        self.maxdict = self.maxlist = self.maxtuple = self.maxset = 6

    def repr1(self, x: Any, level: int) -> str:
        kind = type(x)
        if kind in (dict, list, tuple, set, frozenset, deque, str, int):
            return super().repr1(x, level)
        if kind in _PLAIN:
            text = repr(x)
            return text if len(text) <= 80 else text[:79] + "…"
        if isinstance(x, BaseException):
            return kind.__name__
        return f"<{kind.__name__}>"


_short = _Short()


def text_of(value: Any) -> str:
    """At most a few hundred characters; objects of unknown types show their type only."""
    try:
        text = _short.repr(value)
    except Exception:  # a container that changes while it is read
        return f"<{type(value).__name__}>"
    return text if len(text) <= 300 else text[:299] + "…"


def key_of(key: Any) -> str:
    """A key of a container, stable between runs."""
    kind = type(key)
    if kind in (str, int, bool, bytes, float) or key is None:
        text = repr(key)
    elif kind is tuple:
        text = "(" + ", ".join(key_of(part) for part in key[:8]) + ")"
    else:
        text = f"<{kind.__name__}>"
    return text if len(text) <= 120 else f"{text[:100]}…#{len(text)}"
