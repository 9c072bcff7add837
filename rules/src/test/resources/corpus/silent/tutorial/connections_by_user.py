from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()
connections: dict[str, WebSocket] = {}


@app.websocket("/ws/{user}")
async def endpoint(websocket: WebSocket, user: str):
    await websocket.accept()
    connections[user] = websocket
    try:
        while True:
            text = await websocket.receive_text()
            target = connections.get(text.partition(":")[0])
            if target is not None:
                await target.send_text(text)
    except WebSocketDisconnect:
        connections.pop(user, None)
