"""What every run would otherwise load or compile anew, done once before the fork.

A child starts from the state after import. Modules of libraries that only the first request imports,
and regular expressions that only it compiles, would cost their time in every run. The first child
tells which they are. Modules of the application itself are never loaded early.
"""

from __future__ import annotations

import contextlib
import importlib
import linecache
import re
import sys
import threading
from typing import Any

from . import hooks

_MOST = 400


def seen() -> tuple[set[str], set[Any]]:
    """What is loaded and compiled now."""
    return set(sys.modules), set(getattr(re, "_cache", ()))


def learned(before: tuple[set[str], set[Any]]) -> dict[str, list[Any]]:
    """In a child: what it loaded and compiled since, as plain values."""
    modules = [n for n in sys.modules if n not in before[0] and _is_library(n)]
    patterns = [k for k in getattr(re, "_cache", ()) if k not in before[1] and _is_plain(k)]
    return {
        "modules": modules[:_MOST],
        "patterns": [[_text(k[1]), int(k[2]), isinstance(k[1], bytes)] for k in patterns[:_MOST]],
    }


def _is_library(name: str) -> bool:
    """True for an installed module and for one of the standard library."""
    if name in hooks.instrumented or name.startswith(("__", "crosstalk_agent")):
        return False
    if name.partition(".")[0] in sys.stdlib_module_names:
        return True
    file = getattr(sys.modules[name], "__file__", None) or ""
    return "site-packages" in file or "dist-packages" in file


def _is_plain(key: Any) -> bool:
    return isinstance(key, tuple) and len(key) >= 3 and isinstance(key[1], (str, bytes)) and isinstance(key[2], int)


def _text(pattern: str | bytes) -> str:
    return pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern


def apply(told: dict[str, list[Any]]) -> None:
    """Load and compile the same here. What fails here will be tried again by the child that needs it."""
    threads = threading.active_count()
    for name in told["modules"]:
        if threading.active_count() > threads:
            return
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    for text, flags, is_bytes in told["patterns"]:
        with contextlib.suppress(Exception):
            re.compile(text.encode("latin-1") if is_bytes else text, flags)


def libraries(app: Any) -> None:
    """Work that libraries put off until the first request and that depends on nothing in it."""
    orm = sys.modules.get("sqlalchemy.orm")
    if orm is not None:
        with contextlib.suppress(Exception):
            orm.configure_mappers()
    # FastAPI reads the source of an endpoint for its error messages.
    context = getattr(sys.modules.get("fastapi.routing"), "_extract_endpoint_context", None)
    for route in list(getattr(app, "routes", None) or [])[:2_000]:
        endpoint = getattr(route, "endpoint", None)
        code = getattr(endpoint, "__code__", None)
        if code is not None:
            linecache.getlines(code.co_filename)
            if context is not None:
                with contextlib.suppress(Exception):
                    context(endpoint)
