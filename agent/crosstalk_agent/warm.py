"""A process that runs many schedules, one after the other, from the same restored memory.

Starting a process for each schedule is faithful and slow. Here the application starts up once; its
memory is put back after each run. What such runs find is a candidate: the asking side confirms it
in a process of its own. When the memory cannot be put back, the process says so and ends.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import struct
import sys
import time
from collections.abc import Callable
from typing import Any

from . import hooks, sql
from .restore import Baseline
from .run import Session

_HEAD = struct.Struct(">Q")
# Drivers whose connections no hook of the interpreter shows.
_DRIVERS = ("psycopg", "psycopg2", "MySQLdb", "pyodbc", "oracledb", "duckdb", "lmdb")
_RUNS_BETWEEN_COLLECTIONS = 400


def _send(descriptor: int, data: bytes) -> None:
    view = memoryview(_HEAD.pack(len(data)) + data)
    while view:
        view = view[os.write(descriptor, view) :]


def _exactly(descriptor: int, count: int, deadline: float | None) -> bytes | None:
    data = b""
    poller = select.poll()
    poller.register(descriptor, select.POLLIN | select.POLLHUP)
    while len(data) < count:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0 or not poller.poll(left * 1000):
                return None
        chunk = os.read(descriptor, min(count - len(data), 1 << 20))
        if not chunk:
            return None
        data += chunk
    return data


def _receive(descriptor: int, deadline: float | None = None) -> bytes | None:
    head = _exactly(descriptor, _HEAD.size, deadline)
    return None if head is None else _exactly(descriptor, _HEAD.unpack(head)[0], deadline)


class WarmProcess:
    """The side of the process that asks."""

    def __init__(self, key: str, child: Callable[[int, int], None]) -> None:
        self.key = key
        to_child, self._write = os.pipe()
        self._read, from_child = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            try:
                os.close(self._write)
                os.close(self._read)
                child(to_child, from_child)
            finally:
                os._exit(0)
        os.close(to_child)
        os.close(from_child)

    def ask(self, message: dict[str, Any], patience: float) -> bytes | None:
        """The result; nothing when the process died or does not answer."""
        try:
            _send(self._write, json.dumps(message, separators=(",", ":")).encode())
        except BrokenPipeError:
            return None
        return _receive(self._read, time.monotonic() + patience)

    def end(self) -> int:
        """Stop the process; its number."""
        os.close(self._write)
        os.close(self._read)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        return self._pid


def serve(session: Session, reader: int, writer: int, outside: Callable[[], int]) -> None:
    """In the child: answer runs until the memory cannot be put back or nobody asks."""
    first = _receive(reader)
    if first is None:
        return
    message = json.loads(first)
    failure = session.prepare(message)
    if failure is not None:
        _send(writer, json.dumps(failure).encode())
        return
    baseline, refusal = _baseline(session)
    session.begin_warm()
    before = outside()
    runs = 0
    while True:
        result = session.go(message)
        runs += 1
        why = refusal or _lost(session, baseline, result, outside() > before)
        result["warm"] = {"run": runs, **({} if why is None else {"lost": why})}
        _send(writer, json.dumps(result, separators=(",", ":"), default=str).encode())
        if why is not None:
            return
        del result
        session.forget()
        if runs % _RUNS_BETWEEN_COLLECTIONS == 0:
            gc.collect()
        data = _receive(reader)
        if data is None:
            return
        message = json.loads(data)


def _baseline(session: Session) -> tuple[Baseline | None, str | None]:
    if sql.connections() or any(name in sys.modules for name in _DRIVERS):
        return None, "the application uses a database"
    if session.system_tasks():
        return None, "tasks of start-up go on beside the requests"
    modules = {n: sys.modules[n] for n in hooks.instrumented if n in sys.modules}
    baseline = Baseline(modules, session.roots())
    return baseline, baseline.refusal


def _lost(session: Session, baseline: Baseline | None, result: dict[str, Any], outside: bool) -> str | None:
    """Why the process cannot be used again."""
    if result["status"] != "ok" or result["left"]:
        return "a run did not come to its end"
    if outside or sql.connections():
        return "the application uses files, a database or a server"
    assert baseline is not None
    for value in session.recorder.touched.values():
        if not baseline.covers(value):
            kind = type(value)
            return f"requests change `{kind.__module__}.{kind.__qualname__}`, which cannot be put back"
    if session.recorder.escaped:
        return "code of no request touched shared state"
    return baseline.restore()
