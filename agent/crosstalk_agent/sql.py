"""SQL statements as accesses: a table is a location, a commit conflicts with every statement."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any

from . import databases
from .lanes import local

_TABLE = re.compile(r"\b(?:from|update|into|join|table|exists)\s+[\"'`\[]?([a-z_][\w.]*)", re.I)
_QUIET = ("pragma", "set ", "show", "explain")
_BEGINS = ("begin", "savepoint", "start", "release")
_NOT_TABLES = frozenset({"if", "select", "not"})

Note = Callable[[str, str, str], None]
"""Told of an access: R or W, the key of the location, the statement."""

note: Note | None = None

# The driver waits so long by itself; an answer that comes sooner was no wait.
_MOMENT_S = 0.01
_AT_ONCE_S = 0.006

_made = 0
_changes = 0
_waiting: set[Any] = set()
_retrying = threading.local()
_connections: weakref.WeakSet[Any] = weakref.WeakSet()


def tell(statement: str) -> None:
    """Report what a statement touches."""
    if note is None or getattr(_retrying, "now", False):
        return
    text = statement.strip()
    lower = text.lower()
    if lower.startswith(_QUIET) or lower.startswith(_BEGINS):
        return
    tables = {t.lower() for t in _TABLE.findall(text)} - _NOT_TABLES
    if lower.startswith(("commit", "end", "rollback")):
        note("W", "commit", text)
        return
    if not tables:
        note("W", "*", text)
        return
    reads = lower.startswith(("select", "with", "values")) and " for update" not in lower and " for share" not in lower
    if lower.startswith("with") and re.search(r"\b(insert|update|delete)\b", lower):
        reads = False
    for table in sorted(tables):
        note("R" if reads else "W", table, text)
    note("R", "commit", text)


class Gate:
    """What a worker thread waits for whose statement met a lock of another connection."""

    def __init__(self) -> None:
        self._seen = _changes
        self.expired = False

    def locked(self) -> bool:
        """True until another connection did something, or nothing else can go on."""
        return not self.expired and self._seen == _changes


def _patiently(connection: Any, call: Callable[..., Any], *args: Any) -> Any:
    """Call the driver; when another connection holds a lock, let it go on and try again.

    The driver itself waits only for a moment. It answers at once, without waiting, when waiting
    would be for ever: that is an error as ever.
    """
    global _changes
    begun = time.perf_counter()
    try:
        while True:
            tried = time.perf_counter()
            try:
                result = call(*args)
            except sqlite3.OperationalError as error:
                now = time.perf_counter()
                if "database is locked" not in str(error) or now - tried < _AT_ONCE_S:
                    raise
                thread = local.thread
                if thread is not None:
                    gate = Gate()
                    thread.wait_for(gate)
                    if gate.expired:
                        raise
                elif now - begun >= getattr(connection, "patience", 0.0):
                    raise
                _waiting.add(connection)
                _retrying.now = True  # The statement was told already.
                continue
            _changes += 1
            return result
    finally:
        _retrying.now = False
        _waiting.discard(connection)


class Cursor(sqlite3.Cursor):
    """As the original; a lock of another connection is waited for in the schedule."""

    def execute(self, *args: Any) -> Any:  # type: ignore[override]
        return _patiently(self.connection, super().execute, *args)

    def executemany(self, *args: Any) -> Any:  # type: ignore[override]
        return _patiently(self.connection, super().executemany, *args)


class Connection(sqlite3.Connection):
    """As the original; a lock of another connection is waited for in the schedule."""

    patience = 5.0

    def cursor(self, factory: Any = Cursor) -> Any:  # type: ignore[override]
        return super().cursor(factory)

    def execute(self, *args: Any) -> Any:  # type: ignore[override]
        return self.cursor().execute(*args)

    def executemany(self, *args: Any) -> Any:  # type: ignore[override]
        return self.cursor().executemany(*args)

    def commit(self) -> None:
        _patiently(self, super().commit)

    def close(self) -> None:
        global _changes
        super().close()
        _changes += 1


def install() -> None:
    """Watch the connections of the standard library's driver, which aiosqlite and others use."""
    connect = sqlite3.connect

    def watched(*args: Any, **named: Any) -> Any:
        global _made
        _made += 1
        own = len(args) < 6 and "factory" not in named
        patience = 5.0
        if own:
            named["factory"] = Connection
            patience = float(args[1] if len(args) > 1 else named.get("timeout", 5.0))
            args, named = args[:1] + (min(patience, _MOMENT_S),) + args[2:], {k: v for k, v in named.items() if k != "timeout"}
        connection = connect(*args, **named)
        connection.set_trace_callback(tell)
        if isinstance(connection, Connection):
            connection.patience = patience
            _connections.add(connection)
        return connection

    databases.install(watched)


def connections() -> int:
    """How many connections of the standard library's driver were ever made."""
    return _made


def in_transaction() -> bool:
    """True when a connection holds a transaction."""
    for connection in list(_connections):
        with contextlib.suppress(sqlite3.Error):
            if connection.in_transaction:
                return True
    return False


def lock_wait(waiting: int) -> bool | None:
    """Whether `waiting` requests wait for a lock of the database.

    False when they do not, so that their statements must come to an end; nothing is known without
    a connection.
    """
    return len(_waiting) >= waiting if len(_connections) else None
