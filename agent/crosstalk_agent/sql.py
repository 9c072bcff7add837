"""SQL statements as accesses: a table is a location, a commit conflicts with every statement."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import weakref
from collections.abc import Callable
from typing import Any

from . import databases

_TABLE = re.compile(r"\b(?:from|update|into|join|table|exists)\s+[\"'`\[]?([a-z_][\w.]*)", re.I)
_QUIET = ("pragma", "set ", "show", "explain")
_BEGINS = ("begin", "savepoint", "start", "release")
_NOT_TABLES = frozenset({"if", "select", "not"})

Note = Callable[[str, str, str], None]
"""Told of an access: R or W, the key of the location, the statement."""

note: Note | None = None

_made = 0
_connections: weakref.WeakSet[Any] = weakref.WeakSet()


def tell(statement: str) -> None:
    """Report what a statement touches."""
    if note is None:
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


def install() -> None:
    """Watch the connections of the standard library's driver, which aiosqlite and others use."""
    connect = sqlite3.connect

    class Connection(sqlite3.Connection):
        """As the original, but it can be referred to weakly."""

    def watched(*args: Any, **named: Any) -> Any:
        global _made
        _made += 1
        if len(args) < 6:
            named.setdefault("factory", Connection)
        connection = connect(*args, **named)
        connection.set_trace_callback(tell)
        if isinstance(connection, Connection):
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

    False when nobody else holds a transaction, so that their statements must come to an end; nothing
    is known without a connection.
    """
    holding = 0
    for connection in list(_connections):
        try:
            holding += bool(connection.in_transaction)
        except sqlite3.Error:  # closed meanwhile
            continue
    return holding > waiting if len(_connections) else None
