"""What a context manager swaps for the time of its body, it puts back when it leaves."""

import sys

from anyio import Lock
from fastapi import FastAPI, Depends
from starlette.concurrency import run_in_threadpool

app = FastAPI()
outer = Lock()
inner = Lock()


NULL = open("/dev/null", "w")


class Quiet:
    sys = sys

    def __init__(self, disable: bool = True):
        self.disable = disable

    def __enter__(self):
        if self.disable:
            return self
        self.old = self.sys.stdout
        self.sys.stdout = NULL
        return self

    def __exit__(self, *_):
        if self.disable:
            return
        self.sys.stdout = self.old


class Proxy:
    def __call__(self, name: str):
        with Quiet(disable=len(name) > 2):
            return len(name)


_proxy = Proxy()


async def get_proxy():
    await outer.acquire()
    release_outer = True
    try:
        await inner.acquire()
        try:
            outer.release()
            release_outer = False
            yield _proxy
        finally:
            inner.release()
    finally:
        if release_outer:
            outer.release()


@app.post("/d")
async def detokenize(name: str, proxy: Proxy = Depends(get_proxy)):
    n = await run_in_threadpool(proxy, name)
    return {"n": n}


@app.post("/e")
async def e(name: str, proxy: Proxy = Depends(get_proxy)):
    n = proxy(name)
    await run_in_threadpool(print, name)
    return {"n": n}


def settings():
    yield 1


async def auth(s=Depends(settings)):
    return s


@app.post("/f", dependencies=[Depends(auth)])
async def f(name: str, proxy: Proxy = Depends(get_proxy)):
    return {"n": proxy(name)}
