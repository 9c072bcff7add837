import time

from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()
meta: dict[WebSocket, dict[str, float]] = {}


@app.websocket("/ws")
async def ws(websocket: WebSocket):
    await websocket.accept()
    meta[websocket] = {"connected": time.time(), "ping": time.time()}
    try:
        while True:
            await websocket.receive_text()
            if websocket in meta:
                meta[websocket]["ping"] = time.time()
    except WebSocketDisconnect:
        meta.pop(websocket, None)
