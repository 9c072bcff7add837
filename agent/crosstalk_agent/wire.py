"""JSON lines over the two pipes that the agent was started with."""

from __future__ import annotations

import json
import os
from typing import Any

from .messages import BadMessage

MAX_LINE = 64_000_000


class Wire:
    """Reads messages from one descriptor and writes them to another."""

    def __init__(self, reader: int, writer: int) -> None:
        self._reader = reader
        self._writer = writer
        self._buffer = b""

    @staticmethod
    def take_over_standard_streams() -> Wire:
        """Keep the pipes private: what the application prints goes to standard error."""
        reader, writer = os.dup(0), os.dup(1)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.close(null)
        os.dup2(2, 1)
        return Wire(reader, writer)

    def read(self) -> dict[str, Any] | None:
        """The next message; nothing at the end of input."""
        while b"\n" not in self._buffer:
            chunk = os.read(self._reader, 1 << 16)
            if not chunk:
                return None
            self._buffer += chunk
            if len(self._buffer) > MAX_LINE:
                raise BadMessage("a message is longer than the protocol allows")
        line, _, self._buffer = self._buffer.partition(b"\n")
        try:
            message = json.loads(line)
        except ValueError as error:
            raise BadMessage(f"no JSON: {error}") from error
        if not isinstance(message, dict):
            raise BadMessage("a message is an object")
        return message

    def write(self, message: dict[str, Any]) -> None:
        self._write(json.dumps(message, separators=(",", ":"), default=str).encode() + b"\n")

    def write_raw(self, version: int, kind: str, number: Any, body: bytes) -> None:
        """Write a message whose other fields are JSON already, as an object without its version."""
        head = json.dumps({"v": version, "t": kind, "id": number}, separators=(",", ":")).encode()
        self._write(head[:-1] + (b"," + body[1:] if len(body) > 2 else b"}") + b"\n")

    def _write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(self._writer, view) :]
