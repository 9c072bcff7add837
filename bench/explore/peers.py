"""The same two requests under the asyncio explorers of PyPI, each told by hand what to send and what is wrong.

    python -m venv VENV && VENV/bin/pip install -r bench/explore/peers.txt
    VENV/bin/python bench/explore/peers.py [--seconds 5]

Crosstalk gets the name of the application only; `rates.py` and `crosstalk explore` give its figures.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import multiprocessing
import os
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
CASES = ["plain", "layered", "threads"]
TOOLS = ["detangle", "simloop", "simloom", "frontrun"]


async def sell(app: Any) -> bytes:
    """One POST /sell, carried into the application without a server."""
    body = b""
    ended = asyncio.Event()
    begun = False

    async def receive() -> dict[str, Any]:
        nonlocal begun
        if begun:
            await ended.wait()
            return {"type": "http.disconnect"}
        begun = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        nonlocal body
        body += message.get("body", b"")
        if message["type"] == "http.response.body" and not message.get("more_body"):
            ended.set()

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": "/sell", "raw_path": b"/sell", "query_string": b"", "root_path": "", "headers": [(b"host", b"bench")],
        "client": ("127.0.0.1", 4000), "server": ("bench", 80),
    }  # fmt: skip
    await app(scope, receive, send)
    return body


def services() -> Any:
    return importlib.import_module("services")


def scene(case: str) -> Callable[[], Awaitable[None]]:
    async def main() -> None:
        module = services()
        module.stock["lamp"] = 1
        answers = await asyncio.gather(*(sell(getattr(module, case)) for _ in range(2)))
        if sum(b"true" in answer for answer in answers) != 1:
            raise AssertionError("the lamp was sold twice")

    return main


def detangle_once(case: str, seed: int) -> bool:
    import detangle

    try:
        detangle.run(scene(case), seed=seed)
    except (detangle.BugFound, AssertionError) as bug:
        _only_the_sale(getattr(getattr(bug, "report", None), "failure", bug))
        return True
    return False


def simloop_once(case: str, seed: int) -> bool:
    import simloop

    found = simloop.explore(scene(case), [seed], shrink=False)
    if found:
        _only_the_sale(found.exception)
    return bool(found)


def simloom_once(case: str, seed: int) -> bool:
    import simloom

    result = simloom.explore(scene(case), runs=1, start_seed=seed, virtual_time=True, seed_randomness=True)
    if result.failures:
        _only_the_sale(result.failures[0])
    return bool(result.failures)


def frontrun_once(case: str, seed: int) -> bool:
    import frontrun

    class State:
        answers: list[bytes] = []

    def start() -> State:
        services().stock["lamp"] = 1
        state = State()
        state.answers = []
        return state

    async def buy(state: State) -> None:
        state.answers.append(await sell(getattr(services(), case)))

    def right(state: State) -> bool:
        return sum(b"true" in answer for answer in state.answers) == 1

    result = asyncio.run(
        frontrun.explore(setup=start, workers=[buy, buy], invariant=right, strategy="random", max_attempts=1, seed=seed)
    )
    return not result.property_holds


def _only_the_sale(failure: Any) -> None:
    if "sold twice" not in f"{failure} {getattr(failure, 'error', '')}":
        raise RuntimeError("another failure, false: " + " ".join(str(failure).split())[:90])


def measure(tool: str, case: str, seconds: float, answer: Any) -> None:
    once = globals()[f"{tool}_once"]
    try:
        count, first = 0, None
        begun, cpu = time.perf_counter(), time.process_time()
        while time.perf_counter() - begun < seconds:
            count += 1
            if once(case, count) and first is None:
                first = count
        rate = count / (time.perf_counter() - begun)
        cost = (time.process_time() - cpu) / count * 1000
        answer.put(f"{rate:.0f}/s, {cost:.1f} CPU ms, {'not found' if first is None else f'found at {first}'}")
    except BaseException as error:
        answer.put(f"{type(error).__name__}: {str(error).splitlines()[0][:70] if str(error) else ''}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5)
    seconds = parser.parse_args().seconds
    print(f"| tool | {' | '.join(CASES)} |\n|{'---|' * (len(CASES) + 1)}")
    for tool in TOOLS:
        cells = []
        for case in CASES:
            answer: Any = multiprocessing.Queue()
            process = multiprocessing.Process(target=measure, args=(tool, case, seconds, answer))
            process.start()
            try:
                cells.append(answer.get(timeout=seconds + 30))
            except Exception:
                cells.append("no end")
            process.terminate()
            process.join()
        print(f"| {tool} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
