"""Which handle may run next: the two models of the event loop.

*Strict* order is the order of a stock event loop. Its ready queue is first in, first out; the only
freedom is at which boundary between two iterations an event from outside is delivered.

*Relaxed* order lets each request advance on its own, whatever the others have queued. It reaches
more orders than a stock loop, so it proposes candidates and proves nothing by itself.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from .lanes import SYSTEM

RUN = "run"


@dataclass
class Pending:
    """A callback that is ready to run."""

    handle: asyncio.Handle
    lane: str
    external: bool
    source: asyncio.Handle | None = None

    @property
    def is_task_step(self) -> bool:
        return isinstance(getattr(self.handle._callback, "__self__", None), asyncio.Task)  # type: ignore[attr-defined]

    @property
    def cancelled(self) -> bool:
        return bool(self.handle._cancelled)


class Order(Protocol):
    """What the loop asks of a model."""

    def accept(self, pending: Pending) -> None:
        """A callback became ready."""

    def automatic(self) -> Pending | None:
        """The next callback that runs without a choice."""

    def enabled(self) -> list[str]:
        """Keys of the choices."""

    def take(self, key: str, timer: Pending | None) -> Pending | None:
        """Carry out a choice; a returned callback is to run at once."""

    def waiting(self) -> Iterable[Pending]:
        """All that is ready and has not run."""


class StrictOrder:
    """Batches first in, first out; events from outside join at a boundary."""

    def __init__(self) -> None:
        self._outside: dict[str, deque[Pending]] = {}
        self._next: deque[Pending] = deque()
        self._batch: deque[Pending] = deque()

    def accept(self, pending: Pending) -> None:
        if pending.external and pending.lane != SYSTEM:
            self._outside.setdefault(pending.lane, deque()).append(pending)
        else:
            self._next.append(pending)

    def automatic(self) -> Pending | None:
        while True:
            while self._batch:
                pending = self._batch.popleft()
                if not pending.cancelled:
                    return pending
            # Code of no request never waits for a choice.
            if not self._next or any(p.lane != SYSTEM and not p.cancelled for p in self._next):
                return None
            self._batch, self._next = self._next, deque()

    def enabled(self) -> list[str]:
        keys = _heads(self._outside)
        if any(not p.cancelled for p in self._next):
            keys.append(RUN)
        return keys

    def take(self, key: str, timer: Pending | None) -> Pending | None:
        if key == RUN:
            self._batch, self._next = self._next, deque()
        else:
            self._next.append(timer if timer is not None else self._outside[key].popleft())
        return None

    def waiting(self) -> Iterator[Pending]:
        yield from self._batch
        yield from self._next
        for queue in self._outside.values():
            yield from queue


class RelaxedOrder:
    """One queue a request, any request next."""

    def __init__(self) -> None:
        self._queues: dict[str, deque[Pending]] = {}
        self._system: deque[Pending] = deque()

    def accept(self, pending: Pending) -> None:
        if pending.lane == SYSTEM:
            self._system.append(pending)
        else:
            self._queues.setdefault(pending.lane, deque()).append(pending)

    def automatic(self) -> Pending | None:
        while self._system:
            pending = self._system.popleft()
            if not pending.cancelled:
                return pending
        for queue in self._queues.values():
            # Callbacks that are no step of a task are plumbing of the libraries.
            while queue and not queue[0].is_task_step:
                pending = queue.popleft()
                if not pending.cancelled:
                    return pending
        return None

    def enabled(self) -> list[str]:
        return _heads(self._queues)

    def take(self, key: str, timer: Pending | None) -> Pending | None:
        return timer if timer is not None else self._queues[key].popleft()

    def waiting(self) -> Iterator[Pending]:
        yield from self._system
        for queue in self._queues.values():
            yield from queue


def _heads(queues: dict[str, deque[Pending]]) -> list[str]:
    keys: list[str] = []
    for lane in sorted(queues):
        queue = queues[lane]
        while queue and queue[0].cancelled:
            queue.popleft()
        if queue:
            keys.append(lane)
    return keys

