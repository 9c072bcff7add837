import threading

from fastapi import FastAPI

app = FastAPI()


class Sequence:
    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._n = 0

    def next(self) -> int:
        with self._lock:
            n = self._n + 1
            self._record(n)
            self._n = n  # ok
            return n

    def _record(self, n: int) -> None:
        with self._lock:
            print(n)


sequence = Sequence()


@app.post("/numbers")
def number():
    return {"n": sequence.next()}
