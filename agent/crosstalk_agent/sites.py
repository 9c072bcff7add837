"""Places in the source of the application, by small numbers."""

from __future__ import annotations

import os
import types
from collections.abc import Iterable

_sites: list[tuple[str, int]] = []
_files: set[str] = set()


def add(path: str, line: int) -> int:
    """Register a place and return its number."""
    _sites.append((path, line))
    return len(_sites) - 1


def add_file(path: str) -> None:
    """Note that `path` is source of the application."""
    _files.add(path)


def place(site: int) -> tuple[str, int]:
    """File and 1-based line of a registered place."""
    return _sites[site]


def is_own(path: str) -> bool:
    """True for a file of the application."""
    return path in _files


def at(places: Iterable[tuple[str, int]]) -> set[int]:
    """Numbers of what is registered on the given lines."""
    wanted = {(os.path.realpath(path), line) for path, line in places}
    real = {path: os.path.realpath(path) for path in _files}
    return {number for number, (path, line) in enumerate(_sites) if (real.get(path, path), line) in wanted}


def count() -> int:
    return len(_sites)


def innermost(chain: Iterable[types.FrameType]) -> tuple[str, int] | None:
    """The innermost place in the application's own source, if any frame is in it."""
    found = None
    for frame in chain:
        if frame.f_code.co_filename in _files:
            found = (frame.f_code.co_filename, frame.f_lineno)
    return found
