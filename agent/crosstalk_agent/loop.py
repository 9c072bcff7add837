"""The event loop whose every nondeterministic step is a recorded decision.

Outside exploration (start-up of the application) it behaves like the stock selector loop. While it
explores, time is virtual, a callback runs only when the schedule says so, and input from sockets
and worker threads is collected first and delivered by decision.
"""

from __future__ import annotations

import asyncio
import contextvars
import heapq
import time
import weakref
from asyncio import events, futures
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from . import sites, sql, threads
from .lanes import LANE, SYSTEM
from .orders import RUN, Order, Pending, RelaxedOrder, StrictOrder
from .tape import Diverged, Tape
from .threads import ControlledThread
from .waiting import forget, frames, waits_outside

# After all responses are complete, this many timers may still fire before the run is over.
_LATE_TIMERS = 50

# A statement that takes longer while another request holds a transaction waits for its lock.
_LOCK_PROBE_S = 0.02

_running: ControlledLoop | None = None


def running() -> ControlledLoop | None:
    """The loop that explores in this process."""
    return _running


@dataclass
class Limits:
    """Bounds of one run."""

    steps: int = 5_000
    wall_s: float = 30.0
    grace_s: float = 0.15
    io_s: float = 5.0


@dataclass
class Step:
    """One transition of the schedule."""

    key: str
    enabled: list[str]
    kind: str
    accesses: set[tuple[str, str, str, str]] = field(default_factory=set)
    visible: bool = False
    """True when the step did something that need not commute with other requests."""


@dataclass
class Departure:
    """A client that leaves; the server learns of it before the choice with this number."""

    lane: str
    at: int
    leave: Callable[[], None]
    choices: int = 0


class ControlledLoop(asyncio.SelectorEventLoop):
    """See the module's description."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.exploring = False
        self._shift = 0.0
        self._virtual = 0.0
        super().__init__()
        self._tasks_made = 0
        self._marked: tuple[int, float, float] = (0, 0.0, 0.0)
        self._fresh()

    def _fresh(self) -> None:
        """What belongs to one run."""
        forget()
        self.tape = Tape()
        self.order: Order = StrictOrder()
        self.merge = False
        self.steps: list[Step] = []
        self.micro_steps = 0
        self.status = "ok"
        self.detail: Any = None
        self.escapes: dict[str, int] = {}
        self.posts = 0
        self.threads: list[ControlledThread] = []
        self.threads_made = 0
        self.controlled_futures: weakref.WeakSet[Any] = weakref.WeakSet()
        self.tasks: list[tuple[str, asyncio.Task[Any], int]] = []
        self.responses_open = 0
        self.executing: str | None = None
        self.last_lane = SYSTEM
        self.on_switch: Callable[[str, asyncio.Task[Any] | None, bool], None] | None = None
        self._seen_tasks: weakref.WeakSet[Any] = weakref.WeakSet()
        self._task_numbers: weakref.WeakKeyDictionary[Any, int] = weakref.WeakKeyDictionary()
        self._input: deque[asyncio.Handle] = deque()
        self._muted: dict[int, list[Any]] = {}
        self._stalled: set[str] = set()
        self._progress = False
        self._late_timers = 0
        self._started = 0.0
        self._finished: asyncio.Future[None] | None = None
        self.departure: Departure | None = None

    def mark(self) -> None:
        """Remember the moment before a run."""
        self._marked = (self._tasks_made, self._shift, time.monotonic())
        self._kept_tasks = [entry for entry in self.tasks if not entry[1].done()]

    def back(self) -> None:
        """Be as at the mark: the same tasks, the same time."""
        kept = self._kept_tasks
        self._fresh()
        self.tasks = list(kept)
        self._seen_tasks.update(task for _, task, _ in kept)
        for _, task, number in kept:
            self._task_numbers[task] = number
        self._tasks_made, shift, moment = self._marked
        self._shift = shift - (time.monotonic() - moment)

    # -- time

    def time(self) -> float:
        return self._virtual if self.exploring else time.monotonic() + self._shift

    def advance(self, seconds: float) -> None:
        """Let virtual time pass."""
        self._virtual += max(0.0, seconds)

    # -- what the base class calls

    def create_task(self, coro: Any, **named: Any) -> Any:
        task = super().create_task(coro, **named)
        self._know(task, LANE.get())
        return task

    def call_soon_threadsafe(  # type: ignore[override]
        self, callback: Any, *args: Any, context: Any = None
    ) -> Any:
        if not self.exploring:
            return super().call_soon_threadsafe(callback, *args, context=context)
        self._check_closed()  # type: ignore[attr-defined]
        handle = events.Handle(callback, args, self, context)
        self._input.append(handle)
        self.posts += 1
        self.wake()
        return handle

    def _add_callback(self, handle: asyncio.Handle) -> None:
        if not self.exploring:
            super()._add_callback(handle)  # type: ignore[misc]
        elif not handle._cancelled:
            self._input.append(handle)

    def wake(self) -> None:
        """Interrupt a wait for input, from any thread."""
        self._write_to_self()  # type: ignore[attr-defined]

    # -- tasks and threads

    def _know(self, task: asyncio.Task[Any], lane: str) -> None:
        if task not in self._seen_tasks:
            self._seen_tasks.add(task)
            self._tasks_made += 1
            number = self._tasks_made
            self._task_numbers[task] = number
            self.tasks.append((lane, task, number))

    def adopt(self, task: asyncio.Task[Any], lane: str) -> None:
        """Note a task that was made without `create_task`."""
        self._know(task, lane)

    def task_number(self, task: asyncio.Task[Any] | None) -> int:
        """A serial number; the address of a task can be used again."""
        return 0 if task is None else self._task_numbers.get(task, 0)

    def new_thread(self, lane: str, name: str) -> ControlledThread:
        self.threads_made += 1
        thread = ControlledThread(self, lane, name, self.threads_made)
        self.threads.append(thread)
        return thread

    @property
    def thread_id(self) -> int | None:
        """The thread that runs the loop."""
        return self._thread_id  # type: ignore[attr-defined,no-any-return]

    def escape(self, kind: str) -> None:
        """Note that something happened outside the control of the schedule."""
        self.escapes[kind] = self.escapes.get(kind, 0) + 1

    def alive(self) -> list[tuple[str, asyncio.Task[Any], int]]:
        """Tasks of requests that are not finished."""
        self.tasks = [entry for entry in self.tasks if not entry[1].done()]
        return [entry for entry in self.tasks if entry[0] != SYSTEM]

    # -- entering and leaving exploration

    def explore(self, order: Order, tape: Tape, merge: bool) -> None:
        """Run under control until the requests that were started are finished."""
        global _running
        self.order, self.tape, self.merge = order, tape, merge
        self._started = time.perf_counter()
        self._finished = self.create_future()
        self._virtual = time.monotonic() + self._shift
        self._late_timers = 0
        for handle in self._take_ready():
            self._accept(handle, True)
        _running, self.exploring = self, True
        try:
            # A stock server runs below run_until_complete as well; anyio looks for that task.
            self.run_until_complete(self._supervise(self._finished))
        finally:
            self.exploring = False
            self._shift = self._virtual - time.monotonic()
            _running = None
            self._ready.extend(p.handle for p in self.order.waiting())  # type: ignore[attr-defined]

    @staticmethod
    async def _supervise(finished: asyncio.Future[None]) -> None:
        await finished

    def _finish(self, status: str = "ok", detail: Any = None) -> None:
        if self.status == "ok":
            self.status, self.detail = status, detail
        if self._finished is not None and not self._finished.done():
            self._finished.set_result(None)

    # -- one turn

    def _run_once(self) -> None:
        if self.exploring and self._finished is not None and not self._finished.done():
            self._controlled_once()
        else:
            self._stock_once()

    def _stock_once(self) -> None:
        """Stock behaviour, but nobody waits for a timer when nothing else is going on."""
        if self.exploring:
            ready = self._take_ready()
            for handle in ready:
                if not handle._cancelled:
                    handle._run()
            return
        if not self._ready and self._scheduled and not self._stopping:  # type: ignore[attr-defined]
            nearest = self._scheduled[0]._when  # type: ignore[attr-defined]
            busy = any(not t.done() and waits_outside(t, self.controlled_futures) for _, t, _ in self.tasks)
            if not busy and nearest != float("inf"):
                self._shift += max(0.0, nearest - self.time())
        super()._run_once()  # type: ignore[misc]

    def _controlled_once(self) -> None:
        self._poll(0)
        self._collect(False)
        self._fire_due_timers()
        pending = self.order.automatic()
        if pending is not None:
            self._execute(pending)
            return
        if not self._settle():
            return
        if time.perf_counter() - self._started > self.limits.wall_s:
            self._finish("timeout", f"no end after {self.limits.wall_s:g} s")
            return
        enabled = self._enabled()
        if not enabled:
            self._nothing_enabled()
            return
        self._late_check()
        if self._departs():
            return
        try:
            self._choose(enabled)
        except Diverged as diverged:
            self._finish("diverged", {"n": diverged.index, "want": diverged.want, "have": diverged.have})

    def _departs(self) -> bool:
        """True when a client leaves now; the next batch begins with that news, as on a stock loop."""
        departure = self.departure
        if departure is None:
            return False
        departure.choices += 1
        if departure.choices <= departure.at:
            return False
        self.departure = None
        context = contextvars.copy_context()
        context.run(LANE.set, departure.lane)
        handle = asyncio.Handle(departure.leave, (), self, context)
        self.order.take(departure.lane, Pending(handle, departure.lane, True))
        return True

    def _enabled(self) -> dict[str, Pending | ControlledThread | None]:
        enabled: dict[str, Pending | ControlledThread | None] = dict.fromkeys(self.order.enabled())
        for lane, timer in self._sleeps().items():
            if lane not in enabled:
                enabled[lane] = timer
        for thread in self.threads:
            free = thread.waits_for is not None and not thread.waits_for.locked()
            if thread.state == threads.READY or (thread.state == threads.LOCKED and free):
                enabled[thread.key] = thread
        return dict(sorted(enabled.items()))

    def _choose(self, enabled: dict[str, Pending | ControlledThread | None]) -> None:
        keys = list(enabled)
        last = self.steps[-1] if self.steps else None
        if last is not None and last.key in enabled and self._commutes(last):
            key = last.key
            self.tape.forced(key)
        else:
            if len(keys) > 1:
                key = self.tape.choose(keys)
            else:
                key = keys[0]
                self.tape.forced(key)
            self.steps.append(Step(key, keys, self._kind(key, enabled[key])))
        self.micro_steps += 1
        if self.micro_steps > self.limits.steps:
            self._finish("maxsteps", f"more than {self.limits.steps} steps")
            return
        chosen = enabled[key]
        if isinstance(chosen, ControlledThread):
            self._run_thread(chosen)
            return
        if chosen is not None:
            self._virtual = max(self._virtual, self._forget_timer(chosen.handle))
        pending = self.order.take(key, chosen)
        if pending is not None:
            self._execute(pending)

    def _commutes(self, step: Step) -> bool:
        """True when a step touched nothing, so that its request can go on without a choice.

        In strict order this holds for threads only: there a step of the loop also moves the
        boundary at which events are delivered.
        """
        if not self.merge or step.visible:
            return False
        return step.kind == "thread" or isinstance(self.order, RelaxedOrder)

    def last_step_invisible(self) -> bool:
        """For a thread at a yield point: true when its segment so far commutes with all others."""
        return bool(self.steps) and self._commutes(self.steps[-1])

    @staticmethod
    def _kind(key: str, chosen: Pending | ControlledThread | None) -> str:
        if isinstance(chosen, ControlledThread):
            return "thread"
        if chosen is not None:
            return "sleep"
        return "run" if key == RUN else "deliver"

    def _execute(self, pending: Pending) -> None:
        self._unmute(pending)
        if pending.cancelled:
            return
        task = getattr(pending.handle._callback, "__self__", None)  # type: ignore[attr-defined]
        owner = task if isinstance(task, asyncio.Task) else None
        self.executing = pending.lane
        self.last_lane = pending.lane or self.last_lane
        if self.on_switch is not None and pending.lane != SYSTEM and owner is not None:
            self.on_switch(pending.lane, owner, True)
        pending.handle._run()
        if self.on_switch is not None and pending.lane != SYSTEM and owner is not None:
            self.on_switch(pending.lane, owner, False)
        self._collect(False)
        self.executing = None
        if owner is not None and not owner.done() and waits_outside(owner, self.controlled_futures):
            self._progress = True

    def _run_thread(self, thread: ControlledThread) -> None:
        self.executing = self.last_lane = thread.lane
        thread.segment(self.limits.grace_s)
        self.executing = None
        if thread.state == threads.BLOCKED:
            self.escape("thread-blocked")
        self._progress = True
        self._collect(False)

    def preempt(self) -> None:
        """A point in a callback of the loop where a ready thread of the pool could run instead."""
        lane = self.executing
        if not self.exploring or lane is None or lane == SYSTEM or not self.steps:
            return
        while self.threads and (self.steps[-1].visible or not self.merge):
            self._await_new_threads()
            ready = {t.key: t for t in self.threads if t.state == threads.READY}
            if not ready:
                return
            mine = RUN if isinstance(self.order, StrictOrder) else lane
            keys = sorted([mine, *ready])
            try:
                key = self.tape.choose(keys)
            except Diverged as diverged:
                self._finish("diverged", {"n": diverged.index, "want": diverged.want, "have": diverged.have})
                return
            thread = ready.get(key)
            self.steps.append(Step(key, keys, "preempt" if thread is None else "thread"))
            self.micro_steps += 1
            if thread is None:
                return
            self._run_thread(thread)
            self.executing = lane

    def _await_new_threads(self) -> None:
        """The pool picks up a call soon, but not at once; whether it has must not matter."""
        while any(t.state == threads.NEW and t.certain for t in self.threads):
            if time.perf_counter() - self._started > self.limits.wall_s:
                return
            threads.give_way()

    # -- callbacks and timers

    def _take_ready(self) -> list[asyncio.Handle]:
        ready = list(self._ready)  # type: ignore[attr-defined]
        self._ready.clear()  # type: ignore[attr-defined]
        return ready

    def _accept(self, handle: asyncio.Handle, external: bool, source: asyncio.Handle | None = None) -> Pending | None:
        if handle._cancelled:
            return None
        lane = handle._context.get(LANE, SYSTEM)  # type: ignore[attr-defined]
        task = getattr(handle._callback, "__self__", None)  # type: ignore[attr-defined]
        if isinstance(task, asyncio.Task):
            self._know(task, lane)
        if self.executing is not None and lane != self.executing and self.steps:
            self.steps[-1].visible = True
        pending = Pending(handle, lane, external, source)
        self.order.accept(pending)
        return pending

    def _collect(self, external: bool) -> None:
        for handle in self._take_ready():
            self._accept(handle, external)

    def _fire_due_timers(self) -> None:
        scheduled = self._scheduled  # type: ignore[attr-defined]
        while scheduled:
            timer = scheduled[0]
            if not timer._cancelled and timer._when > self._virtual + 1e-9:
                return
            heapq.heappop(scheduled)
            timer._scheduled = False
            if timer._cancelled:
                self._timer_cancelled_count -= 1  # type: ignore[attr-defined]
            else:
                self._accept(timer, True)

    def _sleeps(self) -> dict[str, Pending]:
        """The sleep of each request that may end now: only its earliest timer, and only a sleep."""
        earliest: dict[str, Any] = {}
        for timer in self._scheduled:  # type: ignore[attr-defined]
            if timer._cancelled or timer._when == float("inf"):
                continue
            lane = timer._context.get(LANE, SYSTEM)
            known = earliest.get(lane)
            if lane != SYSTEM and (known is None or timer < known):
                earliest[lane] = timer
        ends_sleep = futures._set_result_unless_cancelled  # type: ignore[attr-defined]
        return {
            lane: Pending(timer, lane, True) for lane, timer in earliest.items() if timer._callback is ends_sleep
        }

    def _forget_timer(self, timer: Any) -> float:
        self._scheduled.remove(timer)  # type: ignore[attr-defined]
        heapq.heapify(self._scheduled)  # type: ignore[attr-defined]
        timer._scheduled = False
        return float(timer._when)

    # -- input from outside

    def _poll(self, timeout: float) -> int:
        """Take input from the selector and from threads; hold the wake-ups it causes."""
        ready = self._selector.select(0 if self._input else timeout)  # type: ignore[attr-defined]
        if ready:
            self._process_events(ready)  # type: ignore[attr-defined]
        count = 0
        while self._input:
            handle = self._input.popleft()
            # A muted source is level-triggered: the selector reports it again.
            if handle._cancelled or id(handle) in self._muted:
                continue
            self._run_input(handle)
            count += 1
        return count

    def _run_input(self, handle: asyncio.Handle) -> None:
        """Run a callback of a socket or thread at once; its context is not that of the request."""
        handle._run()
        held = 0
        for produced in self._take_ready():
            if produced._cancelled:
                continue
            lane = produced._context.get(LANE, SYSTEM)  # type: ignore[attr-defined]
            if isinstance(getattr(produced._callback, "__self__", None), asyncio.Task):  # type: ignore[attr-defined]
                if self._accept(produced, True, handle) is not None and lane != SYSTEM:
                    held += 1
            elif lane == SYSTEM:
                self._accept(produced, True)
            else:
                produced._run()
        if held:
            entry = self._muted.setdefault(id(handle), [handle, 0])
            entry[1] += held

    def _unmute(self, pending: Pending) -> None:
        if pending.source is None or pending.lane == SYSTEM:
            return
        entry = self._muted.get(id(pending.source))
        if entry is not None:
            entry[1] -= 1
            if entry[1] <= 0:
                del self._muted[id(pending.source)]

    # -- quiescence

    def _waits_outside(self) -> set[str]:
        busy = {p.lane for p in self.order.waiting() if not p.is_task_step}
        return {
            lane
            for lane, task, _ in self.alive()
            if lane not in busy and waits_outside(task, self.controlled_futures)
        }

    def _settle(self) -> bool:
        """Wait until nothing is under way outside; false when new input must be handled first."""
        deadline: float | None = None
        begun = time.perf_counter()
        while True:
            before = self._poll(0)
            if before or self._ready:  # type: ignore[attr-defined]
                self._collect(False)
                return False
            outside = self._waits_outside()
            for thread in self.threads:
                thread.poll()
                if thread.state == threads.DONE and self.posts > thread.posts_when_done:
                    thread.reported = True
            self.threads = [t for t in self.threads if not (t.state == threads.DONE and t.reported)]
            certain = any(t.certain for t in self.threads)
            blocked = any(t.state == threads.BLOCKED for t in self.threads)
            if not (outside or certain or blocked):
                self._stalled.clear()
                return True
            if not certain and not self._progress and not (outside - self._stalled):
                return True
            now = time.perf_counter()
            if deadline is None:
                deadline = now + self.limits.grace_s
            if certain:
                deadline = max(deadline, now + self.limits.grace_s)
                if now - self._started > self.limits.wall_s:
                    return True
            locked = sql.lock_wait(len(outside)) if outside and not certain and not blocked else None
            if locked is False and now - begun < self.limits.io_s:
                deadline = max(deadline, now + self.limits.grace_s)  # Nobody holds a lock: it will come.
            elif locked and now - begun > _LOCK_PROBE_S:
                deadline = now
            if now >= deadline:
                if outside - self._stalled and not locked:
                    self.escape("stalled")
                self._stalled = outside
                self._progress = False
                return True
            if self._poll(min(0.002, max(0.0, deadline - now))):
                self._collect(False)
                return False

    def _nothing_enabled(self) -> None:
        alive = self.alive()
        if not alive and not self.threads:
            self._finish()
            return
        blocked = [t for t in self.threads if t.state in (threads.BLOCKED, threads.NEW, threads.DONE)]
        if self._waits_outside() or blocked:
            limit = time.perf_counter() + self.limits.io_s
            while time.perf_counter() < limit:
                if self._poll(0.01) or any(t.state == threads.BLOCKED and t.returned for t in self.threads):
                    self._collect(False)
                    self._stalled.clear()
                    self._progress = True
                    return
        if self._advance_to_timer():
            return
        gates = [t.waits_for for t in self.threads if isinstance(t.waits_for, sql.Gate)]
        if gates:
            gates[0].expired = True  # The driver gives up after its time.
            return
        if self.responses_open == 0:
            self._finish("ok")
            return
        where = [self._where(lane, task) for lane, task, _ in alive]
        where += [{"lane": t.lane, "at": t.name, "why": t.state} for t in self.threads]
        self._finish("stalled" if self._waits_outside() or blocked else "deadlock", where)

    def _advance_to_timer(self) -> bool:
        scheduled = self._scheduled  # type: ignore[attr-defined]
        while scheduled and scheduled[0]._cancelled:
            heapq.heappop(scheduled)._scheduled = False
            self._timer_cancelled_count -= 1  # type: ignore[attr-defined]
        if not scheduled or scheduled[0]._when == float("inf"):
            return False
        self._late_timers += 1
        if self._late_timers > 4 * _LATE_TIMERS or (self.responses_open == 0 and self._late_timers > _LATE_TIMERS):
            return False
        self._virtual = max(self._virtual, scheduled[0]._when)
        return True

    def _late_check(self) -> None:
        """Work that goes on for ever after the last response does not keep the run alive."""
        if self.responses_open == 0:
            self._late_timers += 1
            if self._late_timers > 20 * _LATE_TIMERS:
                self._finish("ok", "left running")
        else:
            self._late_timers = 0

    def _where(self, lane: str, task: asyncio.Task[Any]) -> dict[str, Any]:
        place = sites.innermost(frames(task.get_coro()))
        return {
            "lane": lane,
            "file": None if place is None else place[0],
            "line": None if place is None else place[1],
            "why": "await",
        }


def make_order(mode: str) -> Order:
    """The model of a run's mode; serial runs use the strict one, one request at a time."""
    return RelaxedOrder() if mode == "relaxed" else StrictOrder()


__all__ = ["ControlledLoop", "Departure", "Limits", "Step", "make_order", "running"]
