"""One schedule from start to result, in a process of its own."""

from __future__ import annotations

import asyncio
import base64
import sys
import time
from typing import Any

from . import chance, hooks, sql, threads
from .asgi import Lifespan, Request, Response, arrive, serve
from .loop import ControlledLoop, make_order
from .messages import BadMessage, field, limits, requests, strings, watched
from .names import Names
from .recorder import Recorder
from .state import snapshot
from .tape import Tape

MODES = ("serial", "strict", "relaxed")


def execute(app: Any, names: Names, message: dict[str, Any]) -> dict[str, Any]:
    """Run the message's schedule and return the result message without its id."""
    mode = field(message, "mode", str)
    if mode not in MODES:
        raise BadMessage(f"run: unknown mode {mode!r}")
    wanted = field(message, "want", dict, {})
    scenario = requests(message)
    policy = field(message, "policy", dict, {})
    tape = Tape(strings(message, "decisions"), policy.get("name", "first"), int(policy.get("seed", 0)))
    setup = requests({"t": "run", "requests": field(message, "setup", list, [])})
    after = requests({"t": "run", "requests": field(message, "after", list, [])})
    loop = ControlledLoop(limits(message))
    asyncio.set_event_loop(loop)
    run = _Run(app, loop, names, wanted, watched(message))
    merge = bool(message.get("merge", False))
    return run.go(mode, scenario, setup, after, strings(message, "order"), tape, merge)


class _Run:
    def __init__(
        self,
        app: Any,
        loop: ControlledLoop,
        names: Names,
        wanted: dict[str, Any],
        watch: dict[str, set[str]] | None,
    ) -> None:
        self.app = app
        self.loop = loop
        self.names = names
        self.wanted = wanted
        self.lifespan = Lifespan(app)
        self.recorder = Recorder(loop, names, wanted.get("access") == "evidence", watch)

    def go(
        self,
        mode: str,
        scenario: list[Request],
        setup: list[Request],
        after: list[Request],
        order: list[str],
        tape: Tape,
        merge: bool,
    ) -> dict[str, Any]:
        started = time.perf_counter()
        chance.start()
        failure = self._start_up()
        if failure is not None:
            return {"status": "error", "detail": f"the application's start-up failed: {failure}"}
        threads.install_anyio()
        prepared = [self._alone(request) for request in setup]
        responses = {r.lane: Response(r.lane) for r in scenario}
        self._record(mode)
        if mode == "serial":
            by_lane = {r.lane: r for r in scenario}
            for lane in order or list(by_lane):
                if lane not in by_lane:
                    raise BadMessage(f"run: order names no request {lane!r}")
                self._arrive(by_lane[lane], responses[lane])
                self.loop.explore(make_order("strict"), tape, False)
                if self.loop.status != "ok":
                    break
        else:
            for request in scenario:
                self._arrive(request, responses[request.lane])
            self.loop.explore(make_order(mode), tape, merge)
        hooks.note = sql.note = None
        followed = [] if self.loop.status != "ok" else [self._alone(request) for request in after]
        seconds = time.perf_counter() - started
        return self._result(tape, [*responses.values(), *followed], prepared, seconds)

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
        self.loop.run_until_complete(serve(self.app, request, response, self.lifespan.state, self.loop))
        self.loop.responses_open = 0
        return response

    def _record(self, mode: str) -> None:
        access = self.wanted.get("access", "ids")
        if access == "none":
            return
        self.names.learn_late()
        hooks.note = self.recorder.note
        sql.note = self.recorder.statement
        if access == "evidence":
            self.loop.on_switch = self.recorder.switch

    def _arrive(self, request: Request, response: Response) -> None:
        arrive(
            self.loop,
            request.lane,
            lambda: serve(self.app, request, response, self.lifespan.state, self.loop),
        )

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
            modules = {n: sys.modules[n] for n in hooks.instrumented if n in sys.modules}
            state = getattr(getattr(self.app, "state", None), "_state", None)
            result["state"] = snapshot(modules, {"app.state": state} if isinstance(state, dict) else {})
        return result


def _body(response: Response) -> str:
    return base64.b64encode(bytes(response.body)).decode("ascii")


def _response(response: Response) -> dict[str, Any]:
    return {
        "k": response.lane,
        "status": response.status,
        "headers": [list(pair) for pair in response.headers],
        "body_b64": _body(response),
        "truncated": response.truncated,
        "complete": response.complete,
        "exc": response.error,
    }
