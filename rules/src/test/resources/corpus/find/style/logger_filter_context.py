"""A log filter object that holds the request id of whoever came last."""

import asyncio
import logging

from fastapi import FastAPI, Request

app = FastAPI()
log = logging.getLogger("app")


class RequestIdFilter(logging.Filter):
    request_id = "-"

    def describe(self) -> str:
        return self.request_id  # error: [request-data-in-shared-instance] request_id


request_filter = RequestIdFilter()
log.addFilter(request_filter)


@app.get("/work")
async def work(request: Request):
    request_filter.request_id = request.headers["x-request-id"]
    await asyncio.sleep(0.01)
    return {"id": request_filter.describe()}
