"""Answers messages; runs each schedule in a forked child.

The application is imported once. Every run starts from that same state in a child process, so no
run sees what another one left behind.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from typing import Any

from . import PROTOCOL_VERSION, chance, databases, guard, hooks, importer, servers, sql, target, threads, warmup
from .messages import BadMessage, field, limits, strings
from .names import Names
from .run import AGAIN, Session, execute
from .waiting import install_shield_tracking
from .warm import WarmProcess, serve
from .wire import Wire

# Beyond the run's own limit: the child ends itself first and says more about it.
_PATIENCE_S = 3.0
_MOST_LESSONS = 200


class Zygote:
    """The state of one agent process."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._app: Any = None
        self._names = Names()
        self._guard: guard.Guard | None = None
        self._memory = 0
        self._warm: WarmProcess | None = None
        self._cold: str | None = None
        self._setups: dict[str, dict[str, Any]] = {}
        self._saving = True
        self._taught: set[str] = set()
        self._loaded_more = False

    def serve(self) -> None:
        """Answer until `bye` or the end of input."""
        message: dict[str, Any] | None = None
        while True:
            if self._loaded_more:
                # No message may be alive: its address would be taken for that of an early object.
                message = None
                self._names.freeze()
                self._loaded_more = False
            message = self._wire.read()
            if message is None or message.get("t") == "bye":
                self._end_warm()
                return
            try:
                self._answer(message)
            except BadMessage as error:
                self._fatal(message, "protocol", str(error))

    def _answer(self, message: dict[str, Any]) -> None:
        kind = message.get("t")
        if message.get("v") != PROTOCOL_VERSION:
            self._fatal(message, "protocol", f"this agent speaks version {PROTOCOL_VERSION} only")
        elif kind == "init":
            self._init(message)
        elif kind == "ping":
            self._send(message, "pong", {})
        elif kind == "openapi":
            self._openapi(message)
        elif kind == "run":
            self._run(message)
        else:
            self._fatal(message, "protocol", f"unknown message {kind!r}")

    def _send(self, message: dict[str, Any], kind: str, fields: dict[str, Any]) -> None:
        self._wire.write({"v": PROTOCOL_VERSION, "t": kind, "id": message.get("id", 0), **fields})

    def _fatal(self, message: dict[str, Any], kind: str, text: str) -> None:
        self._send(message, "fatal", {"kind": kind, "message": text})

    # -- init

    def _init(self, message: dict[str, Any]) -> None:
        if self._app is not None:
            raise BadMessage("init: the agent is initialised already")
        folder = os.path.abspath(field(message, "cwd", str))
        roots = strings(message, "roots") or [folder]
        self._memory = int(field(message, "memory_mb", int, 0))
        mode = field(message, "threads", str, "auto")
        os.environ.update({str(k): str(v) for k, v in field(message, "env", dict, {}).items()})
        try:
            os.chdir(folder)
        except OSError as error:
            self._fatal(message, "usage", f"cannot enter {folder}: {error.strerror}")
            return
        self._guard = guard.Guard(strings(message, "allow_hosts"))
        self._guard.install()
        install_shield_tracking()
        chance.install()
        sql.install()
        threads.install(hooks.instrumented)
        importer.install(roots)
        servers.install(self._guard, strings(message, "allow_databases"))
        hooks.free_threaded = mode == "free" or (mode == "auto" and not target._has_gil())
        try:
            self._app = target.load(field(message, "app", str), folder)
        except target.Unloadable as error:
            refused = [host for host in self._guard.refused if not host.startswith(servers.REFUSED)]
            hint = f" (it tried to reach {', '.join(refused)}; see --allow-host)" if refused else ""
            self._fatal(message, "load", f"{error}{hint}")
            return
        threads.install_anyio()
        databases.release_pools()
        warmup.libraries(self._app)
        self._names.learn_functions(target.functions(self._app), set(hooks.instrumented))
        self._names.learn_paths({n: sys.modules[n] for n in hooks.instrumented if n in sys.modules})
        self._loaded_more = True
        why_not = target.why_not_forkable()
        self._send(
            message, "ready", {**target.facts(self._app), "forkable": not why_not, "why_not": why_not, "pid": os.getpid()}
        )

    def _openapi(self, message: dict[str, Any]) -> None:
        """In a child: making the document imports and caches a lot."""
        self._require_app()

        def make() -> dict[str, Any]:
            return {"document": target.openapi(self._app)}

        self._in_child(message, "openapi", make, 30.0)

    def _require_app(self) -> None:
        if self._app is None:
            raise BadMessage("init comes first")

    # -- run

    def _run(self, message: dict[str, Any]) -> None:
        self._require_app()
        wall = limits(message).wall_s
        if message.get("warm") and self._run_warm(message, wall + _PATIENCE_S):
            return
        saved = self._saved_setup(message)
        teaches = self._is_new(message)

        def work() -> dict[str, Any]:
            before = warmup.seen() if teaches else None
            if saved is not None:
                databases.copies.start_from(saved["files"])
            result = execute(self._app, self._names, message, saved)
            if before is not None:
                result["learned"] = warmup.learned(before)
            return result

        self._in_child(message, "result", work, wall + _PATIENCE_S)

    def _is_new(self, message: dict[str, Any]) -> bool:
        """True for the first run with these routes; it tells what later runs need."""
        every = [*(message.get("setup") or []), *(message.get("requests") or []), *(message.get("after") or [])]
        key = json.dumps(sorted({f"{r.get('method')} {str(r.get('path')).partition('?')[0]}" for r in every}))
        fresh = key not in self._taught and len(self._taught) < _MOST_LESSONS
        self._taught.add(key)
        return fresh

    def _learn(self, data: bytes) -> bytes:
        """Take what a run learned out of its result and do the same here."""
        result = json.loads(data)
        warmup.apply(result.pop("learned"))
        self._loaded_more = True
        return json.dumps(result, separators=(",", ":")).encode()

    def _saved_setup(self, message: dict[str, Any]) -> dict[str, Any] | None:
        """The databases after as much of the set-up as an earlier run has sent."""
        setup = message.get("setup") or []
        for length in range(len(setup), 0, -1):
            known = self._setups.get(json.dumps(setup[:length]))
            if known is not None:
                return known
        return None

    def _keep_setup(self, message: dict[str, Any], data: bytes) -> bytes | None:
        """Take what a run saved out of its result; nothing when the run must be done again."""
        result = json.loads(data)
        if result.get("detail") == AGAIN:
            self._setups.clear()
            self._saving = False
            return None
        saved = result.pop("saved", None)
        if saved is not None and self._saving:
            self._setups[json.dumps(message["setup"])] = saved
        return json.dumps(result, separators=(",", ":")).encode()

    # -- runs in a process that is used again

    def _run_warm(self, message: dict[str, Any], patience: float) -> bool:
        """True when the run was answered; otherwise it needs a process of its own."""
        key = json.dumps(message.get("setup", []))
        if self._cold is not None:
            return False
        if self._warm is not None and self._warm.key != key:
            self._end_warm()
        if self._warm is None:
            self._warm = WarmProcess(key, self._warm_child(message))
        data = self._warm.ask(message, patience)
        if data is None or not data.endswith(b"}"):
            self._end_warm()
            return False
        if b'"lost"' in data[-600:]:
            self._end_warm()
            why = json.loads(data)["warm"]["lost"]
            if "come to its end" not in why:
                self._cold = why
        self._wire.write_raw(PROTOCOL_VERSION, "result", message.get("id", 0), data)
        return True

    def _end_warm(self) -> None:
        if self._warm is not None:
            databases.copies.end_of(self._warm.end())
            self._warm = None

    def _warm_child(self, message: dict[str, Any]) -> Any:
        bounds = limits(message)

        def child(reader: int, writer: int) -> None:
            self._bound_memory()
            gc.disable()
            databases.copies.begin_child()
            guarded = self._guard
            try:
                serve(
                    Session(self._app, self._names, bounds),
                    reader,
                    writer,
                    lambda: guarded.permitted + guarded.wrote if guarded else 0,
                )
            finally:
                databases.copies.end_child()

        return child

    def _bound_memory(self) -> None:
        if self._memory:
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(resource.RLIMIT_AS, (self._memory * 2**20, self._memory * 2**20))

    def _in_child(self, message: dict[str, Any], kind: str, work: Any, patience: float) -> None:
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            self._child(writer, work)
        os.close(writer)
        data, timed_out = _collect(reader, time.monotonic() + patience)
        os.close(reader)
        if timed_out:
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        databases.copies.end_of(pid)
        if timed_out:
            self._send(message, kind, {"status": "timeout", "detail": f"no result within {patience:g} s"})
        elif not data.endswith(b"}"):
            self._send(message, kind, {"status": "error", "detail": _death(status)})
        else:
            if b'"learned":' in data:
                data = self._learn(data)
            if message.get("setup") and (b'"saved":' in data or AGAIN.encode() in data):
                kept = self._keep_setup(message, data)
                if kept is None:
                    self._run(message)
                    return
                data = kept
            self._wire.write_raw(PROTOCOL_VERSION, kind, message.get("id", 0), data)

    def _child(self, writer: int, work: Any) -> None:
        """Never returns."""
        code = 0
        try:
            gc.disable()
            databases.copies.begin_child()
            self._bound_memory()
            try:
                result = work()
            except BadMessage as error:
                result = {"status": "error", "detail": str(error)}
            except MemoryError:
                result = {"status": "error", "detail": f"more than {self._memory} MB of memory"}
            except BaseException:
                result = {"status": "error", "detail": traceback.format_exc(limit=-6)[-3000:]}
            if self._guard is not None and self._guard.refused:
                result["refused"] = self._guard.refused
            if self._guard is not None and self._guard.permitted and isinstance(result.get("escapes"), dict):
                result["escapes"]["socket"] = self._guard.permitted
            if databases.copies.failed and isinstance(result.get("escapes"), dict):
                result["escapes"]["database-not-copied"] = len(databases.copies.failed)
            data = json.dumps(result, separators=(",", ":"), default=str).encode()
            _write_all(writer, data)
        except BaseException:
            code = 3
        finally:
            databases.copies.end_child()
            os._exit(code)


def _collect(reader: int, deadline: float) -> tuple[bytes, bool]:
    chunks: list[bytes] = []
    poller = select.poll()
    poller.register(reader, select.POLLIN | select.POLLHUP)
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            return b"", True
        if not poller.poll(left * 1000):
            continue
        chunk = os.read(reader, 1 << 20)
        if not chunk:
            return b"".join(chunks), False
        chunks.append(chunk)


def _write_all(writer: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(writer, view) :]


def _death(status: int) -> str:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        try:
            name = signal.Signals(number).name
        except ValueError:
            name = str(number)
        return f"the process of the run was killed by {name}"
    return f"the process of the run ended with status {os.waitstatus_to_exitcode(status)} and no result"
