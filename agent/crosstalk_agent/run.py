"""One schedule from start to result, in a process of its own."""

from __future__ import annotations

import asyncio
import base64
import sys
import time
from typing import Any

from . import chance, databases, hooks, sockets, sql, target, threads
from .asgi import Lifespan, Request, Response, arrive, serve
from .loop import ControlledLoop, Departure, Limits, make_order
from .messages import BadMessage, field, limits, places, requests, strings, watched
from .names import Names
from .recorder import Recorder
from .state import snapshot
from .tape import Tape

MODES = ("serial", "strict", "relaxed")


AGAIN = "what the set-up left in the database is no longer there after start-up"


def execute(app: Any, names: Names, message: dict[str, Any], saved: dict[str, Any] | None = None) -> dict[str, Any]:
    """Run the message's schedule and return the result message without its id.

    `saved` is what an earlier run told under the same name: the databases after the first requests
    of the set-up. A result may carry it for the runs to come.
    """
    session = Session(app, names, limits(message))
    result = session.prepare(message, saved) or session.go(message)
    if session.saved is not None:
        result["saved"] = session.saved
    return result


class Session:
    """The application, started once in this process, and the runs that it carries."""

    def __init__(self, app: Any, names: Names, bounds: Limits) -> None:
        self.app = app
        self.names = names
        self.loop = ControlledLoop(bounds)
        asyncio.set_event_loop(self.loop)
        self.lifespan = Lifespan(app)
        self.recorder = Recorder(self.loop, names, False)
        self.wanted: dict[str, Any] = {}
        self._prepared: list[Response] = []
        self._warm = False
        self.saved: dict[str, Any] | None = None
        self._enclosed = target.enclosed(app, hooks.instrumented)

    def prepare(self, message: dict[str, Any], saved: dict[str, Any] | None = None) -> dict[str, Any] | None:
        """Start the application and send the set-up; a result when that fails."""
        setup = requests({"t": "run", "requests": field(message, "setup", list, [])})
        chance.start()
        failure = self._start_up()
        if failure is not None:
            return {"status": "error", "detail": f"the application's start-up failed: {failure}"}
        threads.install_anyio()
        self.names.learn_roots({"lifespan": self.lifespan.state})
        if saved is not None:
            if databases.copies.used and databases.copies.contents() != saved["contents"]:
                return {"status": "error", "detail": AGAIN}
            self._prepared = [_restored(answer) for answer in saved["answers"]]
            setup = setup[len(self._prepared) :]
            chance.resume(saved["chance"])
        before = self._memory() if setup else {}
        self._prepared += [self._alone(request) for request in setup]
        if setup and databases.copies.used and not sql.in_transaction() and self._memory() == before:
            # The set-up lives in the database alone, so a copy of it stands for sending it again.
            self.saved = {
                "files": databases.copies.save(),
                "contents": databases.copies.contents(),
                "chance": chance.progress(),
                "answers": [_response(answer) for answer in self._prepared],
            }
        return None

    def _memory(self) -> dict[str, str]:
        modules = {n: sys.modules[n] for n in hooks.instrumented if n in sys.modules}
        roots: dict[str, Any] = {**self._enclosed, "lifespan": self.lifespan.state}
        state = getattr(getattr(self.app, "state", None), "_state", None)
        if isinstance(state, dict):
            roots["app.state"] = state
        return snapshot(modules, roots)

    def begin_warm(self) -> None:
        """Several runs follow in this process."""
        self.names.learn_late()
        self.names.mark()
        chance.mark()
        self.loop.mark()
        self._warm = True

    def forget(self) -> None:
        """Be as before the last run, the memory of the application apart."""
        self.names.back()
        chance.back()
        self.loop.back()
        self.recorder = Recorder(self.loop, self.names, False)

    def roots(self) -> list[Any]:
        """What holds state of the application beside its modules."""
        found: list[Any] = [self.lifespan.state, getattr(self.app, "state", None)]
        for route in list(getattr(self.app, "routes", None) or []):
            found.append(getattr(route, "endpoint", None))
            dependant = getattr(route, "dependant", None)
            found += [getattr(d, "call", None) for d in getattr(dependant, "dependencies", None) or []]
        return found

    def system_tasks(self) -> int:
        """Tasks beside the one that holds the lifespan."""
        return sum(not task.done() and task is not self.lifespan.task for _, task, _ in self.loop.tasks)

    def go(self, message: dict[str, Any]) -> dict[str, Any]:
        """One schedule."""
        mode = field(message, "mode", str)
        if mode not in MODES:
            raise BadMessage(f"run: unknown mode {mode!r}")
        self.wanted = field(message, "want", dict, {})
        scenario = requests(message)
        policy = field(message, "policy", dict, {})
        tape = Tape(
            strings(message, "decisions"),
            policy.get("name", "first"),
            int(policy.get("seed", 0)),
            str(policy.get("lane", "")),
        )
        after = requests({"t": "run", "requests": field(message, "after", list, [])})
        order = strings(message, "order")
        evidence = self.wanted.get("access") == "evidence"
        self.loop.limits = limits(message)
        self.recorder = Recorder(self.loop, self.names, evidence, watched(message), self._warm)
        if policy.get("name") == "park":
            self.recorder.park(str(policy.get("lane", "")), places(policy))
        started = time.perf_counter()
        responses = {r.lane: Response(r.lane) for r in scenario}
        self._record(mode)
        if mode == "serial":
            by_lane = {r.lane: r for r in scenario}
            for entry in order or list(by_lane):
                lane, _, leaves_at = entry.partition("!")
                if lane not in by_lane or (leaves_at and not leaves_at.isdigit()):
                    raise BadMessage(f"run: order names no request {entry!r}")
                self._arrive(by_lane[lane], responses[lane])
                if leaves_at:
                    self._leave(responses[lane], int(leaves_at))
                self.loop.explore(make_order("strict"), tape, False)
                self.loop.departure = None
                if self.loop.status != "ok":
                    break
        else:
            for request in scenario:
                self._arrive(request, responses[request.lane])
            self.loop.explore(make_order(mode), tape, bool(message.get("merge", False)))
        if not self._warm:
            hooks.note = sql.note = None
        followed = [] if self.loop.status != "ok" else [self._alone(request) for request in after]
        seconds = time.perf_counter() - started
        return self._result(tape, [*responses.values(), *followed], self._prepared, seconds)

    def _start_up(self) -> str | None:
        limit = self.loop.limits.wall_s

        async def bounded() -> str | None:
            try:
                return await asyncio.wait_for(self.lifespan.start(), limit)
            except asyncio.TimeoutError:
                return f"no answer within {limit:g} s"

        return self.loop.run_until_complete(bounded())

    def _alone(self, request: Request) -> Response:
        """A request that prepares the state, before anything is recorded."""
        response = Response(request.lane)
        self.loop.run_until_complete(self._serve(request, response))
        self.loop.responses_open = 0
        return response

    def _serve(self, request: Request, response: Response) -> Any:
        carry = sockets.serve if request.method == sockets.METHOD else serve
        return carry(self.app, request, response, self.lifespan.state, self.loop)

    def _record(self, mode: str) -> None:
        access = self.wanted.get("access", "ids")
        if access == "none":
            return
        if not self._warm:
            self.names.learn_late()
        hooks.note = self.recorder.note
        sql.note = self.recorder.statement
        if access == "evidence":
            self.loop.on_switch = self.recorder.switch

    def _arrive(self, request: Request, response: Response) -> None:
        arrive(
            self.loop,
            request.lane,
            lambda: self._serve(request, response),
        )

    def _leave(self, response: Response, at: int) -> None:
        """The client of a request leaves before the choice of this number."""

        def leave() -> None:
            if response.leave is not None and not response.complete:
                self.recorder.left(response.lane)
                response.leave()

        self.loop.departure = Departure(response.lane, at, leave)

    def _result(
        self, tape: Tape, responses: list[Response], prepared: list[Response], seconds: float
    ) -> dict[str, Any]:
        loop = self.loop
        result: dict[str, Any] = {
            "status": loop.status,
            "detail": loop.detail,
            "responses": [_response(r) for r in responses],
            "setup": [{"k": r.lane, "status": r.status, "body_b64": _body(r), "exc": r.error} for r in prepared],
            "decisions": tape.taken,
            "unused": tape.unused,
            "escapes": loop.escapes,
            "threads": loop.threads_made,
            "left": sorted({lane for lane, _, _ in loop.alive()}),
            "gone": [r.lane for r in responses if r.gone],
            "listened": [r.lane for r in responses if r.listened],
            "stats": {"steps": loop.micro_steps, "choices": len(tape.taken), "ms": round(seconds * 1000, 2)},
        }
        if self.wanted.get("schedule", True):
            result["schedule"] = [
                {
                    "k": step.key,
                    "kind": step.kind,
                    "en": step.enabled,
                    "vis": step.visible,
                    "acc": sorted([op, obj, key, lane] for op, obj, key, lane in step.accesses),
                }
                for step in loop.steps
            ]
        if self.wanted.get("access") == "evidence":
            result["timeline"] = self.recorder.events
            result["truncated"] = self.recorder.truncated
        if self.wanted.get("state", True):
            result["state"] = {**self._memory(), **databases.copies.contents()}
        return result


def _restored(answer: dict[str, Any]) -> Response:
    response = Response(answer["k"])
    response.status = answer["status"]
    response.headers = [(name, value) for name, value in answer["headers"]]
    response.body = bytearray(base64.b64decode(answer["body_b64"]))
    response.error = answer["exc"]
    response.complete = True
    return response


def _body(response: Response) -> str:
    return base64.b64encode(bytes(response.body)).decode("ascii")


def _response(response: Response) -> dict[str, Any]:
    return {
        "k": response.lane,
        "status": response.status,
        "headers": [list(pair) for pair in response.headers],
        "body_b64": _body(response),
        "truncated": response.truncated,
        "complete": response.complete and not response.gone,
        "exc": response.error,
    }
