import threading

from fastapi import FastAPI

app = FastAPI()
_local = threading.local()


def render(user: str) -> str:
    _local.user = user
    return greet()


def greet() -> str:
    return "hello " + _local.user


@app.get("/hello")
def hello(user: str):
    return render(user)
