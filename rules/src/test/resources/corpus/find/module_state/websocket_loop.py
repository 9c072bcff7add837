from fastapi import FastAPI, WebSocket

app = FastAPI()
connection = {}


@app.websocket("/ws/{nick}")
async def chat(websocket: WebSocket, nick: str):
    await websocket.accept()
    connection["nick"] = nick
    while True:
        text = await websocket.receive_text()
        await websocket.send_text(f"{connection['nick']}: {text}")  # error: [request-data-in-module-state] connection
