"""WebSockets: each connection must be greeted by its own name; talking to all others is on purpose."""

from fastapi import FastAPI, WebSocket, WebSocketDisconnect


def service(shared: bool) -> FastAPI:
    app = FastAPI()
    here: list[WebSocket] = []
    last = {"name": ""}

    @app.websocket("/rooms/{name}")
    async def room(socket: WebSocket, name: str) -> None:
        await socket.accept()
        here.append(socket)
        last["name"] = name
        try:
            while True:
                text = await socket.receive_text()
                await socket.send_json({"name": last["name"] if shared else name})
                for other in here:
                    if other is not socket:
                        await other.send_text(f"{name}: {text}")
        except WebSocketDisconnect:
            here.remove(socket)

    return app


vulnerable = service(True)
repaired = service(False)
