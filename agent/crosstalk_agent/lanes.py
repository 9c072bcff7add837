"""Which request the running code belongs to.

A lane is one request of the scenario. Tasks, callbacks and worker threads inherit the lane of the
code that started them through the context; code of the application that no request started (the
lifespan, its background tasks) belongs to the system lane.
"""

from __future__ import annotations

import contextvars
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .threads import ControlledThread

SYSTEM = ""

LANE: contextvars.ContextVar[str] = contextvars.ContextVar("crosstalk_lane", default=SYSTEM)


class _Local(threading.local):
    thread: ControlledThread | None = None


local = _Local()


def current_lane() -> str:
    """The lane of the code that calls this, in the event loop or in a controlled thread."""
    thread = local.thread
    return LANE.get() if thread is None else thread.lane


def lane_of(key: str) -> str:
    """The lane of a choice key: `A` for `A`, `A` for the thread `A.t2`."""
    return key.partition(".")[0]
