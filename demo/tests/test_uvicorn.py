"""Each app starts under uvicorn on the loopback address and answers its first request."""

import asyncio
import os
import subprocess
import sys
import threading
from pathlib import Path

import course
import httpx
import pytest
import uvicorn


async def first_answer(app: course.App) -> httpx.Response:
    course.fresh(app)
    config = uvicorn.Config(app.module + ":app", host="127.0.0.1", port=0, log_level="warning")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        if serving.done():
            serving.result()
            raise AssertionError("the server stopped before it listened")
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            return await course.requests(app)[0].send(client)
    finally:
        server.should_exit = True
        await serving


@pytest.mark.parametrize("app", course.apps(), ids=str)
def test_answers(app: course.App) -> None:
    answer = asyncio.run(asyncio.wait_for(first_answer(app), 20))
    assert answer.status_code in (200, 201), answer.text


def test_starts_by_the_command_of_the_readme(tmp_path: Path) -> None:
    app = course.apps()[0]
    command = [sys.executable, "-m", "uvicorn", "--app-dir", str(course.DEMO)]
    command += [app.module + ":app", "--host", "127.0.0.1", "--port", "0", "--no-use-colors"]
    environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1")
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=environment
    ) as server:
        watchdog = threading.Timer(30, server.kill)
        watchdog.start()
        try:
            seen = []
            for line in server.stderr:
                seen.append(line)
                if "running on http://" in line:
                    break
            assert "running on http://127.0.0.1:" in seen[-1], "".join(seen)
            request = course.requests(app)[0]
            address = seen[-1].split("running on ")[1].split()[0]
            answer = httpx.get(address + request.path, headers=request.headers, timeout=10)
            assert answer.json()["org_id"] == 10
        finally:
            watchdog.cancel()
            server.terminate()
