from fastapi import FastAPI, WebSocket

app = FastAPI()
rooms: dict[str, list[WebSocket]] = {}


@app.websocket("/rooms/{name}")
async def enter(websocket: WebSocket, name: str):
    if len(rooms.setdefault(name, [])) >= 2:
        await websocket.close()
        return
    await websocket.accept()
    rooms[name].append(websocket)  # error: [check-then-act-across-await] rooms
    await websocket.receive_text()
