"""How many schedules a second the agent runs, alone; what it costs; whether memory stays flat.

    PYTHONPATH=agent python bench/explore/rates.py [--seconds 5] [--memory 100000]
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import subprocess
import sys
import time
from typing import Any

HERE = os.path.dirname(os.path.abspath(__file__))
LIMITS = {"steps": 5000, "wall_ms": 30000, "grace_ms": 150, "io_ms": 5000}
CASES = [
    ("plain FastAPI", "services:plain", True),
    ("behind two BaseHTTPMiddleware", "services:layered", True),
    ("`def` route in the thread pool", "services:threads", True),
    ("plain FastAPI, a fork a schedule", "services:plain", False),
    ("SQLite by aiosqlite, a fork a schedule", "stored:app", False),
]


class Agent:
    """One agent with a service loaded."""

    def __init__(self, app: str) -> None:
        env = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-m", "crosstalk_agent"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env
        )
        self._number = 0
        self.ask(t="init", app=app, cwd=HERE, roots=[], threads="auto", memory_mb=0, allow_hosts=[], env={})

    def ask(self, **message: Any) -> dict[str, Any]:
        self._number += 1
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write((json.dumps({"v": 1, "id": self._number, **message}) + "\n").encode())
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def run(self, seed: int, warm: bool) -> dict[str, Any]:
        requests = [
            {"k": k, "method": "POST", "path": "/sell", "headers": [], "body_b64": base64.b64encode(b"").decode()} for k in "AB"
        ]
        return self.ask(
            t="run", mode="strict", requests=requests, setup=[], after=[], order=[], decisions=[],
            policy={"name": "random", "seed": seed}, merge=True, warm=warm,
            want={"access": "ids", "schedule": True, "state": True}, limits=LIMITS,
        )  # fmt: skip

    def cpu(self) -> float:
        """Seconds of processor time of the agent and of all its children that ended."""
        seconds = 0.0
        for pid in [self._process.pid, *self.children()]:
            with open(f"/proc/{pid}/stat", encoding="ascii") as file:
                fields = file.read().rsplit(")", 1)[1].split()
            seconds += sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
        return seconds

    def children(self) -> list[int]:
        with open(f"/proc/{self._process.pid}/task/{self._process.pid}/children", encoding="ascii") as file:
            return [int(pid) for pid in file.read().split()]

    def kilobytes(self) -> int:
        """Resident memory of the process that runs the schedules."""
        pid = (self.children() or [self._process.pid])[0]
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024

    def close(self) -> None:
        self._process.kill()
        self._process.wait()


def rate(title: str, app: str, warm: bool, seconds: float, rounds: int) -> None:
    agent = Agent(app)
    try:
        agent.run(0, warm)
        best, least = 0.0, float("inf")
        seed = 0
        for _ in range(rounds):
            begun, cpu, count = time.perf_counter(), agent.cpu(), 0
            while time.perf_counter() - begun < seconds:
                seed += 1
                count += 1
                answer = agent.run(seed, warm)
                if answer["status"] != "ok":
                    raise SystemExit(f"{title}: {answer['status']} {answer.get('detail')}")
            best = max(best, count / (time.perf_counter() - begun))
            least = min(least, (agent.cpu() - cpu) / count)
        print(f"| {title} | {best:.0f} | {least * 1000:.2f} |", flush=True)
    finally:
        agent.close()


def memory(count: int) -> None:
    agent = Agent("services:plain")
    try:
        shown = {count // 100, count // 10, count // 2, count}
        for number in range(1, count + 1):
            agent.run(number % 1000, True)
            if number in shown:
                print(f"| {number:,} | {agent.kilobytes():,} |", flush=True)
    finally:
        agent.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=int, default=0, help="instead: memory after so many runs")
    arguments = parser.parse_args()
    if arguments.memory:
        print("| schedules in one process | KB |\n|---|---|")
        memory(arguments.memory)
        return
    print("| service | best schedules/s | least CPU ms a schedule |\n|---|---|---|")
    for title, app, warm in CASES:
        rate(title, app, warm, arguments.seconds, arguments.rounds)


if __name__ == "__main__":
    main()
