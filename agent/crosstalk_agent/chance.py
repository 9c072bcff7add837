"""Randomness that is the same in every run.

Each lane draws from a stream of its own, so what one request draws does not depend on how the
requests interleave. Without this an identifier made by `uuid4` would make every run different.
"""

from __future__ import annotations

import hashlib
import os
import random
import uuid
from collections.abc import Callable
from typing import Any

from .lanes import current_lane

_FUNCTIONS = (
    "random uniform triangular randint choice randrange sample shuffle choices normalvariate lognormvariate expovariate"
    " vonmisesvariate gammavariate gauss betavariate paretovariate weibullvariate getrandbits randbytes"
).split()

_streams: dict[str, random.Random] = {}
_counters: dict[str, int] = {}
_active = False
_real_urandom = os.urandom


def _stream() -> random.Random:
    lane = current_lane()
    stream = _streams.get(lane)
    if stream is None:
        stream = _streams[lane] = random.Random(f"crosstalk {lane}")
    return stream


def _bytes(count: int) -> bytes:
    if not _active:
        return _real_urandom(count)
    lane = current_lane()
    number = _counters[lane] = _counters.get(lane, 0) + 1
    return hashlib.shake_256(f"crosstalk {lane} {number}".encode()).digest(count)


def install() -> None:
    """Replace the functions; to be called before the application is imported."""
    for name in _FUNCTIONS:
        original = getattr(random, name)
        setattr(random, name, _function(name, original))
    os.urandom = _bytes
    random._urandom = _bytes  # type: ignore[attr-defined]
    # The C helper for uuid1 is left alone; uuid4 reads os.urandom at call time.
    uuid.os = os  # type: ignore[attr-defined]


def _function(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    def drawn(*args: Any, **named: Any) -> Any:
        return getattr(_stream(), name)(*args, **named) if _active else original(*args, **named)

    drawn.__name__ = name
    return drawn


def start() -> None:
    """From now on the streams answer; called at the start of a run."""
    global _active
    _active = True


_marked: tuple[dict[str, Any], dict[str, int]] = ({}, {})


def mark() -> None:
    """Remember how far each stream is."""
    global _marked
    _marked = ({lane: stream.getstate() for lane, stream in _streams.items()}, dict(_counters))


def back() -> None:
    """Let each stream go on from the mark."""
    states, counters = _marked
    for lane in list(_streams):
        if lane in states:
            _streams[lane].setstate(states[lane])
        else:
            del _streams[lane]
    _counters.clear()
    _counters.update(counters)


def progress() -> dict[str, Any]:
    """How far each stream is, as plain values."""
    return {"counters": dict(_counters), "streams": {lane: s.getstate() for lane, s in _streams.items()}}


def resume(progress: dict[str, Any]) -> None:
    """Let the streams go on from there."""
    _counters.update(progress["counters"])
    for lane, (version, state, gauss) in progress["streams"].items():
        _streams[lane] = random.Random()
        _streams[lane].setstate((version, tuple(state), gauss))
