"""Worker threads that run one segment at a time, by handing over a baton.

The scheduler grants a thread one segment; the thread runs to its next yield point, gives the baton
back and waits. On interpreters with a global lock a thread can be preempted only where the
interpreter checks for it: at function entry, after a call and at the end of a loop's body. The
rewritten source calls :func:`yield_point` exactly there.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .lanes import LANE, SYSTEM, local

if TYPE_CHECKING:
    from .loop import ControlledLoop

NEW = "new"  # handed to the pool, not picked up yet
READY = "ready"  # waits for the baton
RUNNING = "running"
BLOCKED = "blocked"  # holds the baton inside a call that does not return
LOCKED = "locked"  # waits for a cooperative lock
DONE = "done"

# A segment that neither parks nor sleeps for this long is taken for blocked.
_SEGMENT_LIMIT_S = 10.0


class ControlledThread:
    """One call that a lane handed to a worker thread."""

    def __init__(self, loop: ControlledLoop, lane: str, name: str, number: int) -> None:
        self.lane = lane
        self.key = f"{lane}.t{number}"
        self.name = name
        self.state = NEW
        self.waits_for: Any = None
        self.native: int | None = None
        self.posts_when_done = 0
        self.reported = False
        self._loop = loop
        self._task = asyncio.current_task(loop)
        self.immediate = False
        # What the worker said when it gave the baton back; only the loop's thread writes `state`.
        self._told = RUNNING
        self._go = threading.Semaphore(0)
        self._gave_back = threading.Event()

    # -- in the worker thread

    def enter(self) -> None:
        """Wait for the first grant."""
        self.native = threading.get_native_id()
        self.state = READY
        self._loop.wake()
        self._go.acquire()
        local.thread = self

    def leave(self) -> None:
        """The call is over; its result travels to the loop by itself."""
        local.thread = None
        self.posts_when_done = self._loop.posts
        self._told = DONE
        self._gave_back.set()
        self._loop.wake()

    def park(self, state: str = READY) -> None:
        """Give the baton back and wait for the next grant."""
        if state == READY and self.state == RUNNING and self._loop.last_step_invisible():
            return  # What touched nothing commutes with everything: go on without a switch.
        self._told = state
        self._gave_back.set()
        if self.state == BLOCKED:
            self._loop.wake()
        self._go.acquire()

    def wait_for(self, lock: Any) -> None:
        """Give the baton back until `lock` is free."""
        self.waits_for = lock
        self.park(LOCKED)
        self.waits_for = None

    # -- in the thread of the loop

    def segment(self, grace: float) -> None:
        """Run to the next yield point, the end, or until the thread sleeps longer than `grace`."""
        self._gave_back.clear()
        self.state = RUNNING
        self._go.release()
        start = time.perf_counter()
        while not self._gave_back.wait(grace):
            if _sleeping(self.native) or time.perf_counter() - start > _SEGMENT_LIMIT_S:
                self.state = BLOCKED
                return
        self.state = self._told

    def poll(self) -> None:
        """A blocked thread may have come back."""
        if self.state == BLOCKED and self._gave_back.is_set():
            self.state = self._told

    @property
    def returned(self) -> bool:
        """True when the thread has given the baton back."""
        return self._gave_back.is_set()

    @property
    def certain(self) -> bool:
        """True when the thread will make progress by itself, soon and without any doubt."""
        if self.state == DONE:
            return not self.reported
        return self.state == NEW and self._submitted()

    def _submitted(self) -> bool:
        """True once the pool has the call: before, the task waits for a token of the limiter."""
        if self.immediate:
            return True
        from .waiting import frames

        task = self._task
        future = getattr(task, "_fut_waiter", None)
        if task is None or future is None or future.done() or isinstance(future, asyncio.Task):
            return False
        last = None
        for frame in frames(task.get_coro()):
            last = frame
        return last is not None and last.f_code.co_name == "run_sync_in_worker_thread"


def _sleeping(native: int | None) -> bool:
    """True when the kernel says that the thread waits; True where the kernel cannot be asked."""
    if native is None:
        return True
    try:
        with open(f"/proc/self/task/{native}/stat", encoding="ascii", errors="replace") as file:
            text = file.read()
    except OSError:
        return True
    return text[text.rindex(")") + 2 : text.rindex(")") + 3] == "S"


def give_way() -> None:
    """Let other threads of the process run for a moment, in real time."""
    _real_sleep(0.00005)


def yield_point() -> None:
    """A place where another thread may run."""
    thread = local.thread
    if thread is not None:
        thread.park()
        return
    from .loop import running

    loop = running()
    if loop is not None and threading.get_ident() == loop.thread_id:
        loop.preempt()


_real_allocate = threading.Lock
_real_rlock = threading.RLock
_real_sleep = time.sleep


class CooperativeLock:
    """`threading.Lock` for the application's modules: a contended acquire blocks in the schedule."""

    reentrant = False

    def __init__(self) -> None:
        self._real = _real_allocate()
        self._owner: object | None = None
        self._depth = 0

    def _holder(self) -> object:
        thread = local.thread
        return thread if thread is not None else threading.get_ident()

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        holder = self._holder()
        if self.reentrant and self._owner == holder:
            self._depth += 1
            return True
        thread = local.thread
        if thread is None:
            taken = self._real.acquire(blocking, timeout)
        else:
            taken = self._real.acquire(False)
            while not taken and blocking:
                thread.wait_for(self)
                taken = self._real.acquire(False)
        if taken:
            self._owner, self._depth = holder, 1
        return taken

    def release(self) -> None:
        if self.reentrant:
            if self._owner != self._holder():
                raise RuntimeError("cannot release un-acquired lock")
            self._depth -= 1
            if self._depth:
                return
        self._owner = None
        self._real.release()

    def locked(self) -> bool:
        return self._real.locked()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()


class CooperativeRLock(CooperativeLock):
    """`threading.RLock` for the application's modules."""

    reentrant = True


def install(instrumented: set[str]) -> None:
    """Route pool calls through the baton, and give application modules cooperative locks."""
    import sys

    def lock() -> Any:
        caller = sys._getframe(1).f_globals.get("__name__")
        return CooperativeLock() if caller in instrumented else _real_allocate()

    def rlock() -> Any:
        caller = sys._getframe(1).f_globals.get("__name__")
        return CooperativeRLock() if caller in instrumented else _real_rlock()

    threading.Lock = lock  # type: ignore[assignment]
    threading.RLock = rlock  # type: ignore[assignment]
    time.sleep = _sleep  # type: ignore[assignment]
    _install_executor()


def _sleep(seconds: float) -> None:
    thread = local.thread
    if thread is not None:
        # A sleep stands for a blocking call: others may run, no real time passes.
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        thread.park()
        return
    from .loop import running

    loop = running()
    if loop is not None and loop.exploring:
        loop.advance(seconds)
    else:
        _real_sleep(seconds)


def _install_executor() -> None:
    original = asyncio.BaseEventLoop.run_in_executor

    def run_in_executor(self: Any, executor: Any, func: Callable[..., Any], *args: Any) -> Any:
        thread = _controlled(self, func)
        if thread is None:
            return original(self, executor, func, *args)
        thread.immediate = True
        future = original(self, executor, _wrap(thread, func), *args)
        self.controlled_futures.add(future)
        return future

    asyncio.BaseEventLoop.run_in_executor = run_in_executor  # type: ignore[method-assign,assignment]


def install_anyio() -> bool:
    """Route `anyio.to_thread.run_sync` as well; false when anyio is not installed."""
    try:
        from anyio._backends import _asyncio as backend  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return False
    cls = getattr(backend, "AsyncIOBackend", None)
    if cls is None:
        return False
    original = cls.run_sync_in_worker_thread.__func__
    if getattr(original, "_crosstalk", False):
        return True

    async def run_sync_in_worker_thread(
        klass: Any, func: Callable[..., Any], args: Any, *rest: Any, **named: Any
    ) -> Any:
        loop = asyncio.get_running_loop()
        thread = _controlled(loop, func)
        if thread is not None:
            func = _wrap(thread, func)
        return await original(klass, func, args, *rest, **named)

    run_sync_in_worker_thread._crosstalk = True  # type: ignore[attr-defined]
    cls.run_sync_in_worker_thread = classmethod(run_sync_in_worker_thread)
    return True


def _controlled(loop: Any, func: Callable[..., Any]) -> ControlledThread | None:
    from .loop import ControlledLoop

    lane = LANE.get()
    if not isinstance(loop, ControlledLoop) or not loop.exploring or lane == SYSTEM:
        return None
    target: Any = func
    for _ in range(8):
        if not hasattr(target, "func"):
            break
        target = target.func
    name = getattr(target, "__qualname__", type(target).__name__)
    return loop.new_thread(lane, name)


def _wrap(thread: ControlledThread, func: Callable[..., Any]) -> Callable[..., Any]:
    def controlled(*args: Any, **named: Any) -> Any:
        thread.enter()
        try:
            return func(*args, **named)
        finally:
            thread.leave()

    return controlled
