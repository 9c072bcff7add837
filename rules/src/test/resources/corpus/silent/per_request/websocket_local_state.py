from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/ws")
async def talk(websocket: WebSocket):
    await websocket.accept()
    state = {"nick": None}
    while True:
        text = await websocket.receive_text()
        if state["nick"] is None:
            await websocket.send_text("welcome")
            state["nick"] = text  # ok
        else:
            await websocket.send_text(f"{state['nick']}: {text}")
