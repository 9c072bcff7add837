import asyncio
import sys

from fastapi import FastAPI

app = FastAPI()


class Sink:
    def write(self, text: str) -> None: ...


class Quiet:
    def __init__(self, disable: bool) -> None:
        self.disable = disable

    def __enter__(self):
        if self.disable:
            return self
        self.old = sys.stdout
        sys.stdout = Sink()  # ok
        return self

    def __exit__(self, *_):
        if self.disable:
            return
        sys.stdout = self.old


def load(name: str, verbose: bool) -> str:
    with Quiet(disable=verbose):
        return name.upper()


class Loader:
    def __init__(self, name: str, verbose: bool) -> None:
        with Quiet(disable=verbose):
            self.model = name


@app.post("/models/{name}")
async def switch(name: str, verbose: bool):
    model = Loader(name, verbose)
    loaded = load(name, verbose)
    await asyncio.sleep(0)
    return [loaded, model.model]
