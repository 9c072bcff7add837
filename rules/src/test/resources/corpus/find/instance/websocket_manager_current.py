from fastapi import FastAPI, WebSocket

app = FastAPI()


class Manager:
    def __init__(self) -> None:
        self.current_room = ""

    async def receive(self, websocket: WebSocket) -> str:
        text = await websocket.receive_text()
        return f"[{self.current_room}] {text}"  # error: [request-data-in-shared-instance] current_room


manager = Manager()


@app.websocket("/rooms/{room}")
async def talk(websocket: WebSocket, room: str):
    await websocket.accept()
    manager.current_room = room
    while True:
        await websocket.send_text(await manager.receive(websocket))
