import asyncio

from fastapi import FastAPI, Header

app = FastAPI()
_store = {}


class Current:
    @staticmethod
    def set_trace(trace_id: str) -> None:
        _store["trace"] = trace_id

    @staticmethod
    def trace() -> str:
        return _store["trace"]  # error: [request-data-in-module-state] _store


async def call_billing() -> dict:
    await asyncio.sleep(0.01)
    return {"x-trace-id": Current.trace()}


@app.post("/pay")
async def pay(x_trace_id: str = Header()):
    Current.set_trace(x_trace_id)
    return await call_billing()
