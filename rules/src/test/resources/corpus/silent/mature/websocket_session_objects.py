import asyncio

from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()


class Session:
    def __init__(self, websocket: WebSocket, user: str) -> None:
        self.websocket = websocket
        self.user = user
        self.cursor = 0

    async def run(self) -> None:
        while True:
            text = await self.websocket.receive_text()
            start = self.cursor
            await self.websocket.send_text(f"{self.user}@{start}: {text}")
            self.cursor = start + len(text)  # ok: one socket, one task


class Sessions:
    def __init__(self) -> None:
        self.open: dict[str, Session] = {}

    async def serve(self, websocket: WebSocket, user: str) -> None:
        session = Session(websocket, user)
        self.open[f"{user}-{id(session)}"] = session
        try:
            await session.run()
        finally:
            self.open.pop(f"{user}-{id(session)}", None)


sessions = Sessions()


@app.websocket("/ws/{user}")
async def ws(websocket: WebSocket, user: str):
    await websocket.accept()
    try:
        await sessions.serve(websocket, user)
    except WebSocketDisconnect:
        await asyncio.sleep(0)
