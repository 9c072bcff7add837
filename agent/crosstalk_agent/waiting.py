"""What a blocked task waits for: something inside the process, or the outside world.

Before each choice the loop waits until no request waits for the outside world, so that the set of
enabled events does not depend on how fast a socket answers. The kind of wait is read from the chain
of frames below the task; what is unknown counts as external, which costs time but no soundness.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import types
import weakref
from collections.abc import Iterator
from typing import Any

# Waits in these files are answered by other code of the same process.
_INTERNAL = (
    "asyncio/locks.py",
    "asyncio/queues.py",
    "asyncio/taskgroups.py",
    "asyncio/timeouts.py",
    "asyncio/tasks.py",
    "anyio/_core/_synchronization.py",
    "anyio/streams/memory.py",
    "crosstalk_agent/asgi.py",
)
_SYNC_METHODS = ("wait", "__aenter__", "acquire")
_ANYIO_BACKEND = "anyio/_backends/_asyncio.py"
_ANYIO_STREAMS = ("SocketStream", "UNIXSocketStream", "StreamReaderWrapper", "StreamWriterWrapper", "Process")

_shields: weakref.WeakKeyDictionary[Any, Any] = weakref.WeakKeyDictionary()
_shield = asyncio.tasks.shield


def _tracking_shield(arg: Any) -> Any:
    inner = asyncio.ensure_future(arg)
    outer = _shield(inner)
    if outer is not inner:
        _shields[outer] = inner
    return outer


def install_shield_tracking() -> None:
    """Remember what each shield protects: the outer future alone does not tell."""
    asyncio.shield = asyncio.tasks.shield = _tracking_shield


def frames(awaitable: Any) -> Iterator[types.FrameType]:
    """Frames from the outermost coroutine to the innermost one."""
    for _ in range(400):
        if awaitable is None or isinstance(awaitable, asyncio.Future):
            return
        if isinstance(awaitable, types.CoroutineType):
            frame, below = awaitable.cr_frame, awaitable.cr_await
        elif isinstance(awaitable, types.GeneratorType):
            frame, below = awaitable.gi_frame, awaitable.gi_yieldfrom
        elif isinstance(awaitable, types.AsyncGeneratorType):
            frame, below = awaitable.ag_frame, awaitable.ag_await
        else:
            # async_generator_asend and coroutine wrappers show their content to the collector only.
            frame, below = None, _referent(awaitable)
        if frame is not None:
            yield frame
        awaitable = below


_AWAITABLES = (types.CoroutineType, types.GeneratorType, types.AsyncGeneratorType)


def _referent(awaitable: Any) -> Any:
    return next((r for r in gc.get_referents(awaitable) if isinstance(r, _AWAITABLES)), None)


def _file(frame: types.FrameType) -> str:
    name = frame.f_code.co_filename
    return name.replace("\\", "/") if sys.platform == "win32" else name


def waits_outside(task: asyncio.Task[Any], controlled: weakref.WeakSet[Any]) -> bool:
    """True when only the outside world can wake `task`.

    `controlled` holds futures that controlled threads complete; those are tracked on their own.
    """
    future = task._fut_waiter  # type: ignore[attr-defined]
    if future is None or future.done() or isinstance(future, asyncio.Task):
        return False
    if type(future).__name__ == "_GatheringFuture" or future in controlled:
        return False
    if future in _shields:
        inner = _shields[future]
        return not isinstance(inner, asyncio.Task) and inner not in controlled
    known = _answers.get(task)
    if known is not None and known[0] is future:
        return known[1]
    chain = list(frames(task.get_coro()))
    answer = _outside(chain, controlled)
    # While it waits for the same future its frames stay; only a set of futures changes meanwhile.
    if not chain or not _file(chain[-1]).endswith("asyncio/tasks.py") or chain[-1].f_code.co_name == "sleep":
        _answers[task] = (future, answer)
    return answer


_answers: dict[Any, tuple[Any, bool]] = {}


def forget() -> None:
    """A new run begins."""
    _answers.clear()


def _outside(chain: list[types.FrameType], controlled: weakref.WeakSet[Any]) -> bool:
    if not chain:
        return True
    last = chain[-1]
    name = _file(last)
    if _behind_anyio_stream(chain):
        return True
    if name.endswith("asyncio/tasks.py"):
        return _waits_for_foreign_future(last, controlled)
    if name.endswith(_INTERNAL):
        return False
    if last.f_code.co_name == "run_sync_in_worker_thread":
        return False
    if name.endswith(_ANYIO_BACKEND) and last.f_code.co_name in ("__aexit__", "receive", "sleep"):
        return False
    return True


def _behind_anyio_stream(chain: list[types.FrameType]) -> bool:
    """A stream of anyio waits on an event that its protocol sets: look through the event."""
    index = len(chain) - 1
    while index > 0:
        name = _file(chain[index])
        passes = name.endswith(("asyncio/locks.py", _ANYIO_BACKEND, "anyio/_core/_synchronization.py"))
        if not passes or chain[index].f_code.co_name not in _SYNC_METHODS:
            break
        index -= 1
    if index == len(chain) - 1 or not _file(chain[index]).endswith(_ANYIO_BACKEND):
        return False
    return type(chain[index].f_locals.get("self")).__name__ in _ANYIO_STREAMS


def _waits_for_foreign_future(frame: types.FrameType, controlled: weakref.WeakSet[Any]) -> bool:
    names = frame.f_locals
    if frame.f_code.co_name == "sleep":
        return False
    waited = names.get("fs")
    if waited is None:
        single = names.get("fut")
        waited = {single} if isinstance(single, asyncio.Future) else set()
    return any(
        isinstance(f, asyncio.Future) and not isinstance(f, asyncio.Task) and not f.done() and f not in controlled
        for f in waited
    )
