"""Imports the application and says what is known about it."""

from __future__ import annotations

import importlib
import os
import platform
import sys
import traceback
from typing import Any

from . import asked, hooks, importer, sockets

_LIBRARIES = ("fastapi", "starlette", "pydantic", "anyio", "sqlalchemy", "aiosqlite", "asyncpg", "psycopg", "redis")


class Unloadable(Exception):
    """The application cannot be imported; the text says why and what to do."""


def load(spec: str, folder: str) -> Any:
    """The object that `module:name` or `module:factory()` names."""
    module_name, separator, attribute = spec.partition(":")
    if not separator or not module_name or not attribute:
        raise Unloadable(f"{spec!r} is not of the form module:app")
    call = attribute.endswith("()")
    attribute = attribute[:-2] if call else attribute
    sys.path.insert(0, folder)
    module = _import(module_name, folder)
    target: Any = module
    for part in attribute.split("."):
        if not hasattr(target, part):
            names = ", ".join(sorted(n for n, v in vars(module).items() if callable(v) and hasattr(v, "routes"))[:5])
            hint = f"; it has: {names}" if names else ""
            raise Unloadable(f"module {module_name!r} has no {attribute!r}{hint}")
        target = getattr(target, part)
    if call:
        try:
            target = target()
        except Exception as error:
            raise Unloadable(f"{spec} failed: {_reason(error)}") from error
    if not callable(target):
        raise Unloadable(f"{spec} is {type(target).__name__}, no ASGI application")
    return target


def _import(name: str, folder: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        missing = error.name or ""
        if missing == name or name.startswith(f"{missing}."):
            raise Unloadable(f"no module {name!r} in {folder}; pass --app-dir") from error
        raise Unloadable(
            f"the application needs the package {missing!r}, which {sys.executable} does not have; pass --python"
        ) from error
    except BaseException as error:
        raise Unloadable(f"importing {name!r} failed: {_reason(error)}") from error


def _reason(error: BaseException) -> str:
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "crosstalk_agent" not in f.filename]
    own = [f for f in frames if not f.filename.startswith("<frozen")]
    place = f" ({os.path.basename(own[-1].filename)}:{own[-1].lineno})" if own else ""
    text = f"{type(error).__name__}: {error}"
    return f"{text[:400]}{place}"


def facts(app: Any) -> dict[str, Any]:
    """What the application and its interpreter are."""
    from importlib import metadata

    versions: dict[str, str] = {}
    for name in _LIBRARIES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    statistics = importer.Loader.statistics
    routes = _routes(app)
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "gil": _has_gil(),
        "versions": versions,
        "routes": routes,
        "asked": asked.told(routes),
        "sockets": sockets.routes(app),
        "instrumented": {
            "files": int(statistics["files"]),
            "lines": int(statistics["lines"]),
            "ms": round(statistics["ms"], 1),
            "modules": sorted(hooks.instrumented),
        },
    }


def _has_gil() -> bool:
    probe = getattr(sys, "_is_gil_enabled", None)
    return True if probe is None else bool(probe())


def _routes(app: Any) -> list[dict[str, Any]]:
    import inspect

    found: list[dict[str, Any]] = []
    for route in list(getattr(app, "routes", []) or [])[:2_000]:
        endpoint = getattr(route, "endpoint", None)
        methods = sorted(getattr(route, "methods", None) or [])
        if endpoint is None or not methods:
            continue
        code = getattr(inspect.unwrap(endpoint), "__code__", None)
        found.append(
            {
                "path": str(getattr(route, "path", "")),
                "methods": methods,
                "async": inspect.iscoroutinefunction(endpoint),
                "name": getattr(endpoint, "__qualname__", ""),
                "file": None if code is None else code.co_filename,
                "line": None if code is None else code.co_firstlineno,
            }
        )
    return found


def functions(app: Any) -> list[Any]:
    """Endpoints and their dependencies."""
    found: list[Any] = []
    for route in list(getattr(app, "routes", []) or [])[:2_000]:
        found.append(getattr(route, "endpoint", None))
        queue = list(getattr(getattr(route, "dependant", None), "dependencies", None) or [])
        while queue and len(found) < 10_000:
            dependant = queue.pop()
            found.append(getattr(dependant, "call", None))
            queue.extend(getattr(dependant, "dependencies", None) or [])
    return found


def enclosed(app: Any, modules: set[str]) -> dict[str, Any]:
    """What the endpoints of a factory share, by the name of the outer function and the variable."""
    found: dict[str, Any] = {}
    for function in functions(app):
        code, cells = getattr(function, "__code__", None), getattr(function, "__closure__", None)
        if code is None or not cells or function.__module__ not in modules:
            continue
        outer = f"{function.__module__}.{function.__qualname__}".replace(".<locals>", "").rpartition(".")[0]
        for name, cell in zip(code.co_freevars, cells):
            try:
                found[f"{outer}.{name}"] = cell.cell_contents
            except ValueError:
                continue
    return found


def openapi(app: Any) -> Any:
    """The application's own interface document, or nothing."""
    make = getattr(app, "openapi", None)
    return make() if callable(make) else None


def why_not_forkable() -> list[str]:
    """Reasons why children of this process would not be faithful copies."""
    reasons: list[str] = []
    try:
        tasks = len(os.listdir("/proc/self/task"))
    except OSError:
        tasks = 1
    if tasks > 1:
        reasons.append(f"importing the application started {tasks - 1} threads")
    try:
        for name in os.listdir("/proc/self/fd"):
            try:
                if os.readlink(f"/proc/self/fd/{name}").startswith("socket:"):
                    reasons.append("importing the application opened a socket")
                    break
            except OSError:
                continue
    except OSError:
        pass
    if not hasattr(os, "fork"):
        reasons.append("this system cannot fork")
    return reasons
