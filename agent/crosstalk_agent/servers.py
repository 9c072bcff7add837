"""Keeps the application off database servers that nobody named for it.

A file of SQLite is copied for each run; a database of a server is not, so every schedule would change
it in place. The drivers are watched where connections begin, whatever stands above them. Some of them
connect in C, where no audit hook sees the host; it is checked here too.
"""

from __future__ import annotations

import functools
import getpass
import importlib.abc
import importlib.machinery
import os
import re
import sys
import types
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from .guard import Guard

# Where connections begin: the module, and the function or the class and its method.
_DRIVERS = {
    "asyncpg.connection": ("connect",),
    "psycopg.connection": ("Connection", "connect"),
    "psycopg.connection_async": ("AsyncConnection", "connect"),
    "psycopg2": ("connect",),
    "pymysql.connections": ("Connection", "__init__"),
    "MySQLdb.connections": ("Connection", "__init__"),
    "aiomysql.connection": ("Connection", "__init__"),
}
_SETTING = re.compile(r"\b(dbname|host|hostaddr|user)\s*=\s*('(?:[^'\\]|\\.)*'|[^\s']+)")

REFUSED = "database:"
"""Begins the name of a database in the list of what was refused."""


class DatabaseRefusedByCrosstalk(OSError):
    """The application opened a database of a server that nobody named."""


class Databases:
    """Asks before each connection to a database server."""

    def __init__(self, guard: Guard, allowed: Iterable[str]) -> None:
        self._guard = guard
        self._allowed = frozenset(allowed)

    def ask(self, args: Sequence[Any], named: dict[str, Any]) -> None:
        """Raise unless the connection may be made."""
        hosts, name = destination(args, named)
        for host in hosts:
            self._guard.check(host)
        if name in self._allowed:
            self._guard.permitted += 1
            return
        self._guard.note_refused(REFUSED + name)
        raise DatabaseRefusedByCrosstalk(
            f"crosstalk: the application opens the database '{name}' of a server, where every schedule would"
            f" change it in place; make one for tests and name it with --allow-database {name}"
        )


def destination(args: Sequence[Any], named: dict[str, Any]) -> tuple[list[str], str]:
    """Hosts and the name of the database that the arguments of a driver mean."""
    settings: dict[str, str] = {}
    text = next((a for a in [*args, named.get("dsn"), named.get("conninfo")] if isinstance(a, str)), "")
    if "://" in text:
        parts = urlsplit(text)
        settings["host"] = parts.hostname or ""
        settings["dbname"] = unquote(parts.path.lstrip("/"))
        settings["user"] = unquote(parts.username or "")
        for key, values in parse_qs(parts.query).items():
            settings[key] = values[-1]
    else:
        for key, value in _SETTING.findall(text):
            settings[key] = value.strip("'")
    for key, value in named.items():
        if value is not None and not callable(value):
            settings[key] = ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    hosts = [settings.get("host") or os.environ.get("PGHOST", ""), settings.get("hostaddr", "")]
    split = [one.strip() for host in hosts for one in host.split(",")]
    names = (settings.get(key) for key in ("database", "dbname", "db"))
    name = next((n for n in names if n), "") or os.environ.get("PGDATABASE", "")
    return [h for h in split if h and not h.startswith(("/", "@"))], name or settings.get("user") or getpass.getuser()


class _Loader(importlib.abc.Loader):
    def __init__(self, inner: Any, patch: Callable[[types.ModuleType], None]) -> None:
        self._inner = inner
        self._patch = patch

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType | None:
        created: types.ModuleType | None = self._inner.create_module(spec)
        return created

    def exec_module(self, module: types.ModuleType) -> None:
        self._inner.exec_module(module)
        self._patch(module)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, databases: Databases) -> None:
        self._databases = databases

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        place = _DRIVERS.get(fullname)
        if place is None:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader, functools.partial(_watch, self._databases, place))
        return spec


def _watch(databases: Databases, place: tuple[str, ...], module: types.ModuleType) -> None:
    holder: Any = module
    for name in place[:-1]:
        holder = getattr(holder, name, None)
    original = vars(holder).get(place[-1]) if holder is not None else None
    inner = original.__func__ if isinstance(original, classmethod) else original
    if not callable(inner):
        return
    bound = holder is not module

    @functools.wraps(inner)
    def watched(*args: Any, **named: Any) -> Any:
        databases.ask(args[1:] if bound else args, named)
        return inner(*args, **named)

    setattr(holder, place[-1], classmethod(watched) if isinstance(original, classmethod) else watched)


def install(guard: Guard, allowed: Iterable[str]) -> None:
    """Watch the drivers that are imported from now on."""
    sys.meta_path.insert(0, _Finder(Databases(guard, allowed)))
