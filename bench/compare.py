"""Time Crosstalk beside ruff and bandit, in one run, on the same files.

    python3 bench/compare.py [--rounds N] [--curve LINES,LINES,...] [--bandit-up-to LINES]
                             [--realtime] [PATH...]

Each PATH is one row; without PATH: one file of the demo course, and projects of 90,000 and 1,000,000 lines made by
corpus.py. The tools take turns within a round, each a new process; a row shows the median of the rounds. Wall and CPU
time (user and system of the whole process tree) are in ms, the peak of resident memory in MB. The last columns are
Crosstalk's wall time divided by the peer's: below 1 Crosstalk is faster. --realtime starts every tool under `chrt -r 50`
(needs the right to do so): on a busy machine the neighbours then count less.

--curve prints Crosstalk's cost at each size instead, and its cost a line against that of the smallest size.

The peers come from PyPI (bench/peers.txt) into bench/.venv. Made projects are kept in target/bench.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import sysconfig
import time
import venv
from dataclasses import dataclass
from pathlib import Path

import corpus

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
KEPT = ROOT / "target" / "bench"


@dataclass(frozen=True)
class Cost:
    wall: float
    cpu: float
    memory: float
    code: int


def peers() -> Path:
    """The folder with ruff and bandit, installed on first use."""
    folder = HERE / ".venv"
    wanted = (HERE / "peers.txt").read_text()
    stamp = folder / "installed.txt"
    if not stamp.exists() or stamp.read_text() != wanted:
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "-r", str(HERE / "peers.txt")]
        subprocess.run(pip, check=True)
        stamp.write_text(wanted)
    return folder / "bin"


def run(command: list[str], realtime: bool) -> Cost:
    if realtime:
        command = ["chrt", "-r", "50", *command]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(wall * 1e3, (usage.ru_utime + usage.ru_stime) * 1e3, usage.ru_maxrss / 1024, process.returncode)


def median(costs: list[Cost]) -> Cost:
    bad = [cost.code for cost in costs if cost.code not in (0, 1)]
    if bad:
        sys.exit(f"compare: a tool exited {bad[0]}; run it by hand to see why")
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        max(cost.memory for cost in costs),
        costs[0].code,
    )


def size(path: Path) -> int:
    return corpus.lines_of(path) if path.is_file() else sum(map(corpus.lines_of, corpus.python_files(path)))


def made(lines: int) -> Path:
    folder = KEPT / f"{lines}-lines"
    if not folder.exists():
        corpus.make(folder, lines, [Path(sysconfig.get_paths()["stdlib"])])
    return folder


def crosstalk(path: Path) -> list[str]:
    # The image itself: the script at the root adds its 2 to 3 ms of "did a source change" to a checkout only.
    return [str(ROOT / "target" / "dist" / "bin" / "crosstalk"), "scan", str(path)]


def tools(path: Path, lines: int, bandit_up_to: int) -> dict[str, list[str]]:
    folder = peers()
    commands = {
        "crosstalk": crosstalk(path),
        "ruff": [str(folder / "ruff"), "check", "--isolated", "--no-cache", str(path)],
    }
    if lines <= bandit_up_to:
        commands["bandit"] = [str(folder / "bandit"), "-q", "-r", str(path)]
    return commands


def compare(paths: list[Path], rounds: int, bandit_up_to: int, realtime: bool) -> None:
    print(f"| {'what':<28} | {'lines':>9} | tool      | wall ms | CPU ms | MB    | wall ratio |")
    print("|---|---|---|---|---|---|---|")
    for path in paths:
        lines = size(path)
        commands = tools(path, lines, bandit_up_to)
        costs: dict[str, list[Cost]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                costs[name].append(run(command, realtime))
        ours = median(costs["crosstalk"])
        for name in commands:
            cost = median(costs[name])
            ratio = "" if name == "crosstalk" else f"{ours.wall / cost.wall:.2f}"
            print(
                f"| {path.name:<28} | {lines:>9} | {name:<9} | {cost.wall:7.0f} | {cost.cpu:6.0f} "
                f"| {cost.memory:5.0f} | {ratio:>10} |",
                flush=True,
            )


def curve(sizes: list[int], rounds: int, realtime: bool) -> None:
    print("| lines | wall ms | CPU ms | MB | ms per 1,000 lines | against the smallest |")
    print("|---|---|---|---|---|---|")
    first = 0.0
    for lines in sizes:
        folder = made(lines)
        exact = size(folder)
        cost = median([run(crosstalk(folder), realtime) for _ in range(rounds)])
        each = cost.cpu / exact * 1000
        first = first or each
        print(f"| {exact} | {cost.wall:.0f} | {cost.cpu:.0f} | {cost.memory:.0f} | {each:.3f} | {each / first:.2f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--curve", type=lambda text: [int(part) for part in text.split(",")])
    parser.add_argument("--realtime", action="store_true")
    parser.add_argument("--bandit-up-to", type=int, default=200_000, metavar="LINES")
    arguments = parser.parse_args()
    subprocess.run([str(ROOT / "crosstalk"), "--version"], check=True, stdout=subprocess.DEVNULL)
    if arguments.curve:
        curve(arguments.curve, arguments.rounds, arguments.realtime)
        return
    paths = arguments.paths
    if not paths:
        course = corpus.python_files(corpus.COURSE)
        paths = [max(course, key=corpus.lines_of), made(90_000), made(1_000_000)]
    compare([path.resolve() for path in paths], arguments.rounds, arguments.bandit_up_to, arguments.realtime)


if __name__ == "__main__":
    main()
