import time

from fastapi import FastAPI, HTTPException

app = FastAPI()


class Bucket:
    def __init__(self, rate: float, burst: int) -> None:
        self.rate = rate
        self.burst = burst
        self.tokens = float(burst)
        self.stamp = time.monotonic()

    def take(self) -> bool:
        now = time.monotonic()
        self.tokens = min(self.burst, self.tokens + (now - self.stamp) * self.rate)
        self.stamp = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


bucket = Bucket(10, 20)


@app.post("/send")
async def send():
    if not bucket.take():
        raise HTTPException(429)
    return {"ok": True}
