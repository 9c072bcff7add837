import queue
import threading
import time

from fastapi import FastAPI

app = FastAPI()
jobs: queue.Queue[str] = queue.Queue()
done = {"count": 0}


def work() -> None:
    while True:
        jobs.get()
        n = done["count"]
        time.sleep(0.01)
        done["count"] = n + 1  # ok: one worker
        jobs.task_done()


threading.Thread(target=work, daemon=True).start()


@app.post("/jobs")
def post(name: str):
    jobs.put(name)
    return {"queued": jobs.qsize()}
