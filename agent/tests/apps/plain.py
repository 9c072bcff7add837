"""ASGI applications without a framework; each is one small question to the scheduler."""

import asyncio
import collections
import contextvars
import functools
import json
import os
import sqlite3
import sys
import threading
import time

stock = {"item": 1}
lock = asyncio.Lock()
thread_lock = threading.Lock()
first, second = asyncio.Lock(), asyncio.Lock()
tenant = contextvars.ContextVar("tenant", default="none")
shared = {"tenant": ""}
log = []


async def answer(send, value, status=200):
    body = json.dumps(value).encode()
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})


async def buy():
    if stock["item"] > 0:
        await asyncio.sleep(0.01)
        stock["item"] -= 1
        return True
    return False


async def literal():
    if stock["item"] > 0:
        stock["item"] -= 1
        return True
    return False


async def locked():
    async with lock:
        return await buy()


def audit():
    pass


def threaded_literal():
    if stock["item"] > 0:
        stock["item"] -= 1
        return True
    return False


def threaded_call():
    if stock["item"] > 0:
        audit()
        stock["item"] -= 1
        return True
    return False


def threaded_locked():
    with thread_lock:
        return threaded_call()


async def ordered(left, right):
    async with left:
        await asyncio.sleep(0)
        async with right:
            return True


async def turns(count):
    """Many turns of the loop, then a look: a stock loop interleaves turns one by one."""
    for _ in range(count):
        await asyncio.sleep(0)
    return True


async def slow_mark():
    # Stock order: both requests take one turn at a time, so the mark is gone after one turn.
    log.append("in")
    await asyncio.sleep(0)
    log.append("out")
    return log == ["in", "out"] or len(log)


async def who(name):
    shared["tenant"] = name
    await asyncio.sleep(0)
    return shared["tenant"]


class Kept:
    total = 0
    __slots__ = ("count",)

    def __init__(self):
        self.count = 0


def counter():
    count = 0

    def more():
        nonlocal count
        count += 1
        return count

    return more


kept, closed, seen, library = Kept(), counter(), {"order": []}, collections.UserDict()


@functools.lru_cache
def once(name):
    seen["order"].append(name)
    return len(seen["order"])


def keeps():
    kept.count += 1
    Kept.total += 1
    return [kept.count, Kept.total, closed(), once("x")]


def database():
    connection = sqlite3.connect(":memory:")
    connection.close()
    return True


async def timeout():
    try:
        await asyncio.wait_for(asyncio.Event().wait(), 30)
    except asyncio.TimeoutError:
        return "timed out"


async def forever():
    while True:
        await asyncio.sleep(1)


async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        await receive()
        if os.environ.get("PLAIN_FAILS"):
            await send({"type": "lifespan.startup.failed", "message": "no database"})
            return
        stock["item"] = 1
        await send({"type": "lifespan.startup.complete"})
        await receive()
        return
    path = scope["path"]
    name = scope["query_string"].decode()
    if path == "/async":
        await answer(send, await buy())
    elif path == "/literal":
        await answer(send, await literal())
    elif path == "/locked":
        await answer(send, await locked())
    elif path == "/thread":
        await answer(send, await asyncio.to_thread(threaded_literal))
    elif path == "/thread-call":
        await answer(send, await asyncio.to_thread(threaded_call))
    elif path == "/thread-locked":
        await answer(send, await asyncio.to_thread(threaded_locked))
    elif path == "/ab":
        await answer(send, await ordered(first, second))
    elif path == "/ba":
        await answer(send, await ordered(second, first))
    elif path == "/turns":
        await answer(send, await turns(6))
    elif path == "/mark":
        await answer(send, await slow_mark())
    elif path == "/who":
        await answer(send, await who(name))
    elif path == "/keeps":
        await answer(send, keeps())
    elif path == "/library":
        library["n"] = library.get("n", 0) + 1
        await answer(send, library["n"])
    elif path == "/sqlite":
        await answer(send, database())
    elif path == "/timeout":
        await answer(send, await timeout())
    elif path == "/background":
        task = asyncio.ensure_future(forever())
        await answer(send, True)
        del task
    elif path == "/print":
        print("noise on standard output")
        sys.stdout.flush()
        os.write(1, b"more noise\n")
        await answer(send, True)
    elif path == "/raise":
        raise ValueError("broken on purpose")
    elif path == "/exit":
        os._exit(7)
    elif path == "/spin":
        while True:
            time.monotonic()
    elif path == "/memory":
        hoard = []
        while True:
            hoard.append(bytearray(10_000_000))
    elif path == "/outside":
        import socket

        try:
            socket.create_connection(("192.0.2.1", 80), 1)
        except OSError as error:
            await answer(send, type(error).__name__)
    else:
        await answer(send, "not found", 404)
