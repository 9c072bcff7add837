"""What bench/ProbeSpread.java races: notes when each request reaches its handler; a counter that loses updates."""

import asyncio
import json
import time

state = {"arrivals": [], "count": 0}


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    now = time.perf_counter_ns()
    while (await receive()).get("more_body"):
        pass
    if scope["path"] == "/hit":
        state["arrivals"].append(now if scope["method"] == "GET" else time.perf_counter_ns())
        seen = state["count"]
        await asyncio.sleep(0.004)
        state["count"] = seen + 1
        answer = {}
    else:
        answer = {"arrivals": state["arrivals"], "count": state["count"]}
        state["arrivals"], state["count"] = [], 0
    body = json.dumps(answer).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
