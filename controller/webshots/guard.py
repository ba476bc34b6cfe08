"""The browser's one way out: a proxy on loopback that looks up every host itself and connects to what it checked.

So neither a redirect, nor a picture in a page, nor a name that means another address the second time leads into the
province's own network (server-side request forgery), whatever the page's scripts try.
"""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import NamedTuple

from controller.feeds.reach import address_of, host_of, parts_of, port_of
from protocol.errors import InvalidInput, RaoError

MOST_BYTES = 64 * 1024 * 1024
"""That a page may fetch with all that belongs to it."""
HEAD_BYTES = 64 * 1024
CHUNK_BYTES = 64 * 1024
CONNECT_S = 10.0
IDLE_S = 30.0


class Wanted(NamedTuple):
    """Where a request goes and what is said there first."""

    host: str
    port: int
    head: bytes


@dataclass
class Budget:
    """What is left of the bytes one page may fetch."""

    left: int = MOST_BYTES
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, size: int) -> bool:
        """Whether it may have so many more."""
        with self.lock:
            self.left -= size
            return self.left >= 0


@contextmanager
def guarded(private_too: bool, budget: Budget | None = None) -> Iterator[int]:
    """The port of a proxy that lets nobody into private networks (unless ``private_too``) while the block runs."""
    handler = type("OwnHandler", (_Handler,), {"private_too": private_too, "budget": budget or Budget()})
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield int(server.server_address[1])
        finally:
            server.shutdown()


def wanted(head: bytes) -> Wanted:
    """What a request to a proxy wants (RFC 9112, section 3.2); raises :class:`InvalidInput` for anything else.

    Of a request for a page of ``http:`` the head is what the host itself is told, and that this is all.
    """
    line, _, rest = head.partition(b"\r\n")
    method, target, version = _three(line)
    if method == "CONNECT":
        parts = parts_of(f"https://{target}")
        return Wanted(host_of(parts), port_of(parts), b"")
    parts = parts_of(target)
    path = parts.raw_path.decode("ascii") or "/"
    first = f"{method} {path} {version}\r\nConnection: close\r\n".encode("ascii")
    kept = [one for one in rest.split(b"\r\n") if not one.lower().startswith((b"connection:", b"proxy-"))]
    return Wanted(host_of(parts), port_of(parts), first + b"\r\n".join(kept))


def _three(line: bytes) -> tuple[str, str, str]:
    method, _, rest = line.decode("latin-1").partition(" ")
    target, _, version = rest.partition(" ")
    return method, target, version


class _Server(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False


class _Handler(StreamRequestHandler):
    private_too: bool
    budget: Budget

    def handle(self) -> None:
        head = self._head()
        if not head:
            return
        try:
            asked = wanted(head)
            address = address_of(asked.host, asked.port, self.private_too)
            self._pass_on(asked, address)
        except RaoError as refused:
            self._answer(HTTPStatus.FORBIDDEN if isinstance(refused, InvalidInput) else HTTPStatus.BAD_GATEWAY)
        except OSError:
            self._answer(HTTPStatus.BAD_GATEWAY)

    def _head(self) -> bytes:
        """Up to the blank line, which is part of it; nothing if there is none in time."""
        lines: list[bytes] = []
        while sum(map(len, lines)) < HEAD_BYTES and (line := self.rfile.readline(HEAD_BYTES)):
            lines.append(line)
            if line in (b"\r\n", b"\n"):
                return b"".join(lines)
        return b""

    def _pass_on(self, asked: Wanted, address: str) -> None:
        with socket.create_connection((address, asked.port), CONNECT_S) as there:
            if asked.head:
                there.sendall(asked.head)
            else:
                self._answer(HTTPStatus.OK)
            self._join(there)

    def _join(self, there: socket.socket) -> None:
        """Both ways until one side ends, nothing comes for long, or the page has had its share."""
        here = self.connection
        other = {here: there, there: here}
        while ready := select.select([here, there], [], [], IDLE_S)[0]:
            for side in ready:
                chunk = side.recv(CHUNK_BYTES)
                if not chunk or not self.budget.take(len(chunk)):
                    return
                other[side].sendall(chunk)

    def _answer(self, status: HTTPStatus) -> None:
        said = "Connection Established" if status == HTTPStatus.OK else status.phrase
        self.wfile.write(f"HTTP/1.1 {status.value} {said}\r\n\r\n".encode("ascii"))
