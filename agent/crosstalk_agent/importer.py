"""Loads the application's own modules rewritten."""

from __future__ import annotations

import builtins
import importlib.abc
import importlib.machinery
import operator
import os
import sys
import time
import types
from collections.abc import Sequence
from typing import Any

from . import hooks, sites
from .rewrite import HOOKS, OPERATORS, rewrite

_SKIPPED_FOLDERS = ("site-packages", "dist-packages", ".venv", "venv", "node_modules", "__pycache__")
_MAX_SOURCE = 20_000_000


class Loader(importlib.machinery.SourceFileLoader):
    """Compiles the rewritten source and never uses or writes a cached one."""

    statistics: dict[str, float] = {"files": 0, "lines": 0, "ms": 0.0}
    failures: list[str] = []

    def get_code(self, fullname: str) -> types.CodeType:
        path = self.get_filename(fullname)
        data = self.get_data(path)
        start = time.perf_counter()
        try:
            tree: Any = rewrite(data, path) if len(data) <= _MAX_SOURCE else data
        except (SyntaxError, ValueError):
            raise
        except RecursionError:
            self.failures.append(path)
            tree = data
        code = compile(tree, path, "exec", dont_inherit=True)
        sites.add_file(path)
        hooks.instrumented.add(fullname)
        self.statistics["files"] += 1
        self.statistics["lines"] += data.count(b"\n") + 1
        self.statistics["ms"] += (time.perf_counter() - start) * 1000
        return code


class Finder(importlib.abc.MetaPathFinder):
    """Finds modules under the application's roots, leaving installed packages alone."""

    def __init__(self, roots: Sequence[str]) -> None:
        self._roots = [os.path.realpath(root) + os.sep for root in roots]

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is None or not isinstance(spec.loader, importlib.machinery.SourceFileLoader) or not spec.origin:
            return None
        if not self.covers(spec.origin):
            return None
        spec.loader = Loader(fullname, spec.origin)
        return spec

    def covers(self, origin: str) -> bool:
        """True for a file under a root that is no installed package."""
        real = os.path.realpath(origin)
        root = next((r for r in self._roots if real.startswith(r)), None)
        if root is None:
            return False
        folders = real[len(root) :].split(os.sep)[:-1]
        return not any(f in _SKIPPED_FOLDERS for f in folders) and not real.startswith(
            os.path.realpath(sys.prefix) + os.sep
        )


def install(roots: Sequence[str]) -> Finder:
    """Rewrite what is imported from now on."""
    setattr(builtins, HOOKS, hooks)
    setattr(builtins, OPERATORS, operator)
    finder = Finder(roots)
    sys.meta_path.insert(0, finder)
    return finder
