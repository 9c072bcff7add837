"""Talks to an agent process the way the Java side does."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent.parent
APPS = PACKAGE / "tests" / "apps"


class Agent:
    def __init__(self, app: str, folder: Path = APPS, **options: Any) -> None:
        environment = {**os.environ, "PYTHONPATH": str(PACKAGE), "PYTHONHASHSEED": "0", **options.pop("env", {})}
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-m", "crosstalk_agent"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self._number = 0
        self.pid = self._process.pid
        self.ready = self.ask("init", app=app, cwd=str(folder), **options)

    def ask(self, kind: str, **fields: Any) -> dict[str, Any]:
        self._number += 1
        return self.send({"v": 1, "t": kind, "id": self._number, **fields})

    def send(self, message: Any) -> dict[str, Any]:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(message).encode() + b"\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert isinstance(answer, dict)
        return answer

    def run(self, *paths: str, mode: str = "strict", **fields: Any) -> dict[str, Any]:
        requests = [{"k": chr(65 + i), "method": "GET", "path": path} for i, path in enumerate(paths)]
        return self.ask("run", mode=mode, requests=requests, **fields)

    def close(self) -> int:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        code = self._process.wait(20)
        self._process.stdout.close()
        return code

    def __enter__(self) -> Agent:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def bodies(result: dict[str, Any]) -> list[Any]:
    return [json.loads(base64.b64decode(r["body_b64"]) or b"null") for r in result["responses"]]


def exhaust(agent: Agent, *paths: str, mode: str = "strict", merge: bool = False, limit: int = 3000) -> list[dict[str, Any]]:
    """Every schedule, by depth-first search over the decisions."""
    results: list[dict[str, Any]] = []
    stack: list[list[str]] = [[]]
    options: dict[str, Any] = {"mode": mode, "merge": merge, "want": {"access": "ids"}}
    if merge:
        options["watch"] = conflicts(agent, *paths)
    while stack:
        prefix = stack.pop()
        result = agent.run(*paths, decisions=prefix, **options)
        results.append(result)
        if len(results) > limit:
            raise AssertionError(f"more than {limit} schedules")
        choices = [s for s in result["schedule"] if len(s["en"]) > 1]
        for index in range(len(prefix), len(choices)):
            taken = [s["k"] for s in choices[:index]]
            stack.extend([*taken, other] for other in choices[index]["en"] if other != choices[index]["k"])
    return results


def conflicts(agent: Agent, *paths: str) -> list[list[str]]:
    """Locations that two requests touch and one of them writes, seen in a run with few switches."""
    seen: dict[tuple[str, str], tuple[set[str], bool]] = {}
    for seed in range(4):
        result = agent.run(*paths, policy={"name": "random", "seed": seed}, want={"access": "ids"})
        for step in result["schedule"]:
            for op, name, key, lane in step["acc"]:
                lanes, writes = seen.get((name, key), (set(), False))
                seen[(name, key)] = (lanes | {lane}, writes or op != "R")
    return [[name, key] for (name, key), (lanes, writes) in seen.items() if len(lanes) > 1 and writes]
