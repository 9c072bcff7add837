"""Keeps the application's connections on this machine."""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Iterable
from typing import Any

_LOCAL_NAMES = frozenset({"localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback", ""})


class ConnectionRefusedByCrosstalk(OSError):
    """The application tried to reach another machine."""


class Guard:
    """An audit hook; hooks cannot be removed, so it is installed once and asked always."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self._allowed = frozenset(host.lower().rstrip(".") for host in allowed)
        self.refused: list[str] = []
        self.permitted = 0
        self.wrote = 0
        """Files opened to write and processes started."""

    def install(self) -> None:
        sys.addaudithook(self._audit)

    def _audit(self, event: str, args: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
            address = args[1] if len(args) > 1 else None
            if isinstance(address, tuple) and address and not self._permits(address[0]):
                self._refuse(str(address[0]))
            self.permitted += 1
        elif event == "open":
            flags = args[2] if len(args) > 2 else 0
            self.wrote += isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR)) and args[0] != os.devnull
        elif event in ("subprocess.Popen", "os.posix_spawn", "os.system", "os.fork"):
            self.wrote += 1
        elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
            host = args[0] if args else None
            if isinstance(host, (bytes, bytearray)):
                host = bytes(host).decode("ascii", "replace")
            if host is not None and not self._permits(host):
                self._refuse(str(host))

    def _permits(self, host: Any) -> bool:
        text = str(host).lower().rstrip(".")
        if text in _LOCAL_NAMES or text in self._allowed:
            return True
        try:
            address = ipaddress.ip_address(text.partition("%")[0])
        except ValueError:
            return False
        return address.is_loopback or address.is_unspecified

    def check(self, host: str) -> None:
        """Raise unless a host may be reached."""
        if not self._permits(host):
            self._refuse(host)

    def note_refused(self, what: str) -> None:
        """Remember what was refused."""
        if len(self.refused) < 50 and what not in self.refused:
            self.refused.append(what)

    def _refuse(self, host: str) -> None:
        self.note_refused(host)
        raise ConnectionRefusedByCrosstalk(
            f"crosstalk: the application tried to reach {host}; only this machine is allowed, see --allow-host"
        )
