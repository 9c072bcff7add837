"""SQL statements as accesses: a table is a location, a commit conflicts with every statement."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import Any

_TABLE = re.compile(r"\b(?:from|update|into|join|table|exists)\s+[\"'`\[]?([a-z_][\w.]*)", re.I)
_QUIET = ("pragma", "set ", "show", "explain")
_BEGINS = ("begin", "savepoint", "start", "release")
_NOT_TABLES = frozenset({"if", "select", "not"})

Note = Callable[[str, str, str], None]
"""Told of an access: R or W, the key of the location, the statement."""

note: Note | None = None


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

    def watched(*args: Any, **named: Any) -> Any:
        connection = connect(*args, **named)
        connection.set_trace_callback(tell)
        return connection

    sqlite3.connect = watched
    sqlite3.dbapi2.connect = watched
