import threading
import time

from fastapi import FastAPI

app = FastAPI()
lock = threading.Lock()


def work() -> None:
    time.sleep(0.1)


@app.post("/work")
def post_work():
    with lock:  # ok: the pool's thread waits, not the loop's
        work()
    return {"ok": True}
