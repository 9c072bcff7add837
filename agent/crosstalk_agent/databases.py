"""Copies of SQLite files, so that no run changes the file that the application names.

The first connection to a file in a process copies it into a folder of the agent and goes to the
copy. What importing the application wrote stands in the copy of the parent, from which each run
makes its own. At the end of a run the tables are read, because what the database ends with is part
of the outcome.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from .values import text_of

_MAX_TABLES = 60
_MAX_ROWS = 100
_MAX_BYTES = 512 * 2**20

_PREFIX = "crosstalk-db-"
_MEMORY = "/dev/shm"

_connect = sqlite3.connect


class Copies:
    """Where the copies of one process are, by the real path of the original."""

    def __init__(self) -> None:
        self._root: str | None = None
        self._folder: str | None = None
        self._parent: dict[str, str] = {}
        self._own: dict[str, str] = {}
        self.failed: list[str] = []

    def begin(self) -> None:
        """In the parent of all runs: make the folder, and remove those of agents that died."""
        place = _place()
        for folder in {place, tempfile.gettempdir()}:
            for name in os.listdir(folder):
                number = name[len(_PREFIX) :].partition("-")[0] if name.startswith(_PREFIX) else ""
                if number.isdigit() and not os.path.exists(f"/proc/{number}"):
                    shutil.rmtree(os.path.join(folder, name), ignore_errors=True)
        self._root = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=place)

    def end(self) -> None:
        """In the parent: remove everything."""
        if self._root is not None:
            shutil.rmtree(self._root, ignore_errors=True)

    def end_of(self, child: int) -> None:
        """Remove what a child left that was killed."""
        if self._root is not None:
            shutil.rmtree(os.path.join(self._root, str(child)), ignore_errors=True)

    def begin_child(self) -> None:
        """In a fork: copies of the parent become the originals of this process."""
        self._parent = {**self._parent, **self._own}
        self._own = {}
        self._folder = None

    def end_child(self) -> None:
        """Remove the copies of this process."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    @property
    def used(self) -> bool:
        """True when this process has copies."""
        return bool(self._own)

    def redirect(self, database: Any, uri: bool) -> tuple[Any, bool]:
        """The copy to connect to, and whether it is a URI; what is no file stays as it is."""
        try:
            path = os.fsdecode(database)
        except TypeError:
            return database, uri
        if uri and path.startswith("file:"):
            name, _, query = path[5:].partition("?")
            name = unquote(name)
            if not name or name.startswith(":memory:") or "mode=memory" in query or "vfs=" in query:
                return database, uri
            if name.startswith("///"):
                name = name[2:]
        else:
            name = path
        if not name or name == ":memory:":
            return database, uri
        original = os.path.realpath(name)
        if original in self._own.values() or not os.path.isdir(os.path.dirname(original)):
            return database, uri
        copy = self._own.get(original)
        if copy is None:
            copy = self._copy(original)
            if copy is None:
                return database, uri
        return copy, False

    def _copy(self, original: str) -> str | None:
        source = self._parent.get(original, original)
        if self._folder is None:
            if self._root is None:
                return None
            self._folder = os.path.join(self._root, str(os.getpid()))
            os.makedirs(self._folder, exist_ok=True)
        copy = os.path.join(self._folder, f"{len(self._own)}-{os.path.basename(original)}")
        try:
            if os.path.exists(source) and os.path.getsize(source):
                if os.path.getsize(source) > _MAX_BYTES:
                    raise OSError("it is larger than 512 MB")
                _duplicate(source, copy, source != original)
        except (OSError, sqlite3.Error) as error:
            self.failed.append(f"{original}: {error}")
            return None
        self._own[original] = copy
        return copy

    def save(self) -> dict[str, str]:
        """Copies of the copies, for runs to come, by the path of the original."""
        assert self._root is not None
        folder = tempfile.mkdtemp(prefix="setup-", dir=self._root)
        saved: dict[str, str] = {}
        for number, (original, copy) in enumerate(sorted(self._own.items())):
            saved[original] = os.path.join(folder, f"{number}-{os.path.basename(original)}")
            if os.path.exists(copy):
                _duplicate(copy, saved[original], False)
        return saved

    def start_from(self, files: dict[str, str]) -> None:
        """Let files that were saved be the originals of this process."""
        self._parent = {**self._parent, **files}

    def contents(self) -> dict[str, str]:
        """What the copies hold, one entry a column of a row."""
        found: dict[str, str] = {}
        for original, copy in sorted(self._own.items()):
            with contextlib.suppress(sqlite3.Error, OSError):
                _read(os.path.basename(original) + "/" if len(self._own) > 1 else "", copy, found)
        return found


copies = Copies()


def _place() -> str:
    """A folder in memory when there is one with room: a commit need not wait for a disk there."""
    try:
        facts = os.statvfs(_MEMORY)
        if os.access(_MEMORY, os.W_OK | os.X_OK) and facts.f_bavail * facts.f_frsize > 4 * _MAX_BYTES:
            return _MEMORY
    except OSError:
        pass
    return tempfile.gettempdir()


def _duplicate(source: str, target: str, settled: bool) -> None:
    """Copy a database; one of ours that nobody writes any more is `settled` and a plain file."""
    if settled and not os.path.exists(source + "-wal") and not os.path.exists(source + "-journal"):
        shutil.copyfile(source, target)
        return
    reader = _connect(f"file:{source}?mode=ro", uri=True)
    try:
        writer = _connect(target)
        try:
            reader.backup(writer)
        finally:
            writer.close()
    finally:
        reader.close()


def _read(title: str, path: str, found: dict[str, str]) -> None:
    if not os.path.exists(path):
        return
    connection = _connect(f"file:{path}?mode=ro", uri=True, timeout=0.2)
    try:
        names = connection.execute(
            "select name from sqlite_master where type='table' and name not like 'sqlite_%' order by name"
        ).fetchall()
        for (table,) in names[:_MAX_TABLES]:
            quoted = '"' + str(table).replace('"', '""') + '"'
            cursor = connection.execute(f"select * from {quoted} limit {_MAX_ROWS}")  # noqa: S608
            columns = [c[0] for c in cursor.description]
            count = 0
            for count, row in enumerate(cursor, 1):
                key = row[columns.index("id")] if "id" in columns else row[0] if row else count
                for column, value in zip(columns, row):
                    found.setdefault(f"table {title}{table}[{text_of(key)}].{column}", text_of(value))
            found[f"len(table {title}{table})"] = str(count)
    finally:
        connection.close()


def release_pools() -> None:
    """Close the connections that importing the application left in pools of SQLAlchemy.

    A connection to a file must not be used on both sides of a fork.
    """
    module = sys.modules.get("sqlalchemy.engine")
    engine_type = getattr(module, "Engine", None)
    if engine_type is None:
        return
    import gc

    for value in gc.get_objects():
        if type(value) is engine_type:
            with contextlib.suppress(Exception):
                if type(value.pool).__name__ not in ("StaticPool", "SingletonThreadPool"):
                    value.dispose()


def install(wrap: Callable[[Any], Any]) -> None:
    """Redirect connections; `wrap` makes the watching connection."""

    def redirected(database: Any, *args: Any, **named: Any) -> Any:
        place, uri = copies.redirect(database, bool(named.get("uri", False)))
        if place is not database:
            named["uri"] = uri
        return wrap(place, *args, **named)

    sqlite3.connect = redirected
    sqlite3.dbapi2.connect = redirected  # type: ignore[attr-defined]
    parent = os.getpid()

    def clean() -> None:
        if os.getpid() == parent:
            copies.end()

    copies.begin()
    atexit.register(clean)
