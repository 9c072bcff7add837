"""WebSocket connections: what is sent, and what counts as an answer."""

from __future__ import annotations

import asyncio
import json
import unittest
from typing import Any

from crosstalk_agent import sockets
from crosstalk_agent.asgi import Request, Response
from crosstalk_agent.loop import ControlledLoop


def talk(app: Any, body: bytes) -> Response:
    loop = ControlledLoop()
    asyncio.set_event_loop(loop)
    response = Response("A")
    request = Request("A", sockets.METHOD, "/ws/ada?x=1", [("x-user", "ada")], body)
    loop.run_until_complete(sockets.serve(app, request, response, {}, loop))
    loop.close()
    return response


class Sockets(unittest.TestCase):
    def test_messages_are_sent_one_by_one_and_answers_kept(self) -> None:
        async def app(scope: Any, receive: Any, send: Any) -> None:
            assert scope["type"] == "websocket" and scope["path"] == "/ws/ada"
            assert (await receive())["type"] == "websocket.connect"
            await send({"type": "websocket.accept"})
            while (message := await receive())["type"] == "websocket.receive":
                await send({"type": "websocket.send", "text": "got " + message["text"]})
            await send({"type": "websocket.send", "text": json.dumps({"code": message["code"]})})

        response = talk(app, json.dumps(["one", "two"]).encode())
        self.assertEqual(response.status, 101)
        self.assertEqual(json.loads(bytes(response.body)), ["got one", "got two", {"code": 1000}])

    def test_a_refused_connection_and_a_failure(self) -> None:
        async def refuse(scope: Any, receive: Any, send: Any) -> None:
            await receive()
            await send({"type": "websocket.close", "code": 1008})

        response = talk(refuse, b"")
        self.assertEqual((response.status, response.headers), (403, [("x-close-code", "1008")]))

        async def fail(scope: Any, receive: Any, send: Any) -> None:
            raise ValueError("no")

        self.assertEqual(talk(fail, b"").error, "ValueError: no")


if __name__ == "__main__":
    unittest.main()
