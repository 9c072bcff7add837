"""What the requests touched, as far as the rewritten source tells.

While searching, a step keeps the set of its accesses by name, which is what partial-order reduction
needs. On replay every access becomes an event with value, place and task, which is what a person
needs.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from typing import TYPE_CHECKING, Any

from . import sites
from .lanes import LANE, SYSTEM, local
from .names import Names
from .values import key_of, text_of

if TYPE_CHECKING:
    from .loop import ControlledLoop

WHOLE = "*"  # the whole content of a container
SHAPE = "#"  # which keys a container has

_MAX_EVENTS = 20_000


class Recorder:
    """Records the accesses of one run."""

    def __init__(
        self,
        loop: ControlledLoop,
        names: Names,
        evidence: bool,
        watch: dict[str, set[str]] | None = None,
        keep: bool = False,
    ) -> None:
        self._loop = loop
        self._names = names
        self._evidence = evidence
        # Locations on which requests conflict; without it every access may conflict.
        self._watch = watch
        self._keep = keep
        self._park_lane = ""
        self._park_sites: set[int] = set()
        self._park_places: set[tuple[str, int]] = set()
        self.touched: dict[int, Any] = {}
        """Objects from before the run that it changed, or may have; kept in a warm process only."""
        self.escaped = False
        self.events: list[dict[str, Any]] = []
        self.truncated = False

    def park(self, lane: str, places: list[tuple[str, int]]) -> None:
        """Tell the tape when a lane has been at one of the places."""
        self._park_lane = lane
        self._park_sites = sites.at(places)
        self._park_places = {sites.place(number) for number in self._park_sites} | set(places)

    def note(self, op: str, obj: Any, key: Any, attribute: bool, site: int, value: Any) -> None:
        """An access: `op` is R, W, C (a call on a foreign object) or one of the CV operations."""
        loop = self._loop
        if not loop.exploring:
            if self._keep and op in "WC":
                self.touched[id(obj)] = obj
            return
        thread = local.thread
        lane = LANE.get() if thread is None else thread.lane
        if lane == SYSTEM:
            self.escaped = True
            loop.escape("system-access")
            return
        if thread is None and threading.get_ident() != loop.thread_id:
            self.escaped = True
            loop.escape("uncontrolled-thread")
            return
        if site in self._park_sites and lane == self._park_lane:
            loop.tape.parked = True
        name = self._names.of(obj, lane)
        if self._keep and op in "WC" and not name.startswith(f"{lane}:"):
            self.touched[id(obj)] = obj
        where = key if attribute or key in (WHOLE, SHAPE) else key_of(key)
        if loop.steps:
            part = where if attribute else f"[{where}]"
            step = loop.steps[-1]
            step.accesses.add((op, name, part, lane))
            step.visible = step.visible or self._watched(name, part)
        if value is not None and op == "R":
            self._names.derive(obj, f".{key}" if attribute else f"[{where}]", value)
        if self._evidence:
            self._event(op, lane, name, where, attribute, site, value)

    def statement(self, op: str, key: str, text: str) -> None:
        """A statement of a database driver, perhaps run by the driver's own thread for a request."""
        loop = self._loop
        if not loop.exploring or not loop.steps:
            return
        thread = local.thread
        lane = thread.lane if thread is not None else LANE.get() or loop.last_lane
        if lane == SYSTEM:
            loop.escape("system-access")
            return
        if lane == self._park_lane and self._where(lane) in self._park_places:
            loop.tape.parked = True
        step = loop.steps[-1]
        part = f"[{key}]"
        step.accesses.add((op, "db", part, lane))
        step.visible = step.visible or self._watched("db", part)
        if self._evidence and (key != "commit" or op == "W"):
            shown = " ".join(text.split())[:200]
            file, line = self._where(lane) or (None, None)
            self.add(
                {
                    "k": lane,
                    "op": "SQL",
                    "obj": "db",
                    "key": key,
                    "loc": f"table {key}",
                    "value": shown,
                    "rw": op,
                    "file": file,
                    "line": line,
                }
            )

    def _where(self, lane: str) -> tuple[str, int] | None:
        """The line of the application that a statement comes from, perhaps in another thread."""
        frame = sys._getframe(1)
        while frame is not None:
            if sites.is_own(frame.f_code.co_filename):
                return frame.f_code.co_filename, frame.f_lineno
            frame = frame.f_back  # type: ignore[assignment]
        if threading.get_ident() == self._loop.thread_id:
            return None
        from .waiting import frames

        found = None
        for owner, task, _ in list(self._loop.tasks):
            if owner == lane and not task.done():
                found = sites.innermost(frames(task.get_coro())) or found
        return found

    def _watched(self, name: str, part: str) -> bool:
        if self._watch is None:
            return True
        parts = self._watch.get(name)
        return parts is not None and (part in parts or f"[{WHOLE}]" in parts or part == f"[{WHOLE}]")

    def _event(self, op: str, lane: str, name: str, where: str, attribute: bool, site: int, value: Any) -> None:
        file, line = sites.place(site) if site >= 0 else (None, None)
        location = name if where in (WHOLE, SHAPE, "") else f"{name}.{where}" if attribute else f"{name}[{where}]"
        self.add(
            {
                "k": lane,
                "op": op,
                "obj": name,
                "key": where,
                "loc": location,
                "value": text_of(value),
                "file": file,
                "line": line,
                "shared": self._names.is_shared(name),
            }
        )

    def left(self, lane: str) -> None:
        """The client of a request is gone."""
        if self._evidence:
            self.add({"k": lane, "op": "leave", "file": None, "line": 0})

    def add(self, event: dict[str, Any]) -> None:
        """Append an event of any kind; numbers it and names its task or thread."""
        if len(self.events) >= _MAX_EVENTS:
            self.truncated = True
            return
        thread = local.thread
        event["seq"] = len(self.events)
        event["step"] = len(self._loop.steps) - 1
        event["thread"] = thread.key if thread is not None else None
        event["task"] = self._task() if thread is None else None
        self.events.append(event)

    def _task(self) -> int | None:
        try:
            return self._loop.task_number(asyncio.current_task(self._loop))
        except RuntimeError:
            return None

    def switch(self, lane: str, task: asyncio.Task[Any] | None, enters: bool) -> None:
        """A step of a task begins or ends; shown where the task stands in the application's source."""
        if enters or task is None or task.done():
            return
        from .waiting import frames

        place = sites.innermost(frames(task.get_coro()))
        if place is not None:
            self.add({"k": lane, "op": "await", "file": place[0], "line": place[1]})
