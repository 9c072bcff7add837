import asyncio

from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()


class Hub:
    def __init__(self) -> None:
        self._clients: set[WebSocket] = set()

    async def join(self, client: WebSocket) -> None:
        await client.accept()
        self._clients.add(client)

    def leave(self, client: WebSocket) -> None:
        self._clients.discard(client)

    async def broadcast(self, text: str) -> None:
        await asyncio.gather(
            *(client.send_text(text) for client in list(self._clients)), return_exceptions=True
        )


hub = Hub()


@app.websocket("/ws")
async def ws(websocket: WebSocket):
    await hub.join(websocket)
    try:
        while True:
            await hub.broadcast(await websocket.receive_text())
    except WebSocketDisconnect:
        hub.leave(websocket)
