path = None


async def app(scope, receive, send):
    global path
    path = scope["path"]
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": path.encode()})  # error: [request-data-in-module-state]
