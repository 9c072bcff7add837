"""An ASGI application whose client may leave."""

import asyncio
import json

busy = []
heard = []


async def app(scope, receive, send):
    if scope["type"] != "http":
        raise RuntimeError(scope["type"])
    await receive()
    if scope["path"] == "/deaf":
        await asyncio.sleep(0.01)
        heard.append("deaf")
    else:
        busy.append(scope["path"])
        gone = asyncio.ensure_future(receive())
        work = asyncio.ensure_future(asyncio.sleep(0.01))
        await asyncio.wait([gone, work], return_when=asyncio.FIRST_COMPLETED)
        if gone.done():
            heard.append(gone.result()["type"])
            work.cancel()
        else:
            gone.cancel()
            busy.pop()
    body = json.dumps({"busy": busy, "heard": heard}).encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})
