"""A real HTTP server that behaves like the speech services of Vietnamese vendors, and like broken ones."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

KEY = "k3y-0f-the-province"


@dataclass
class Seen:
    """One request."""

    method: str
    path: str
    headers: dict[str, str]
    body: str


@dataclass
class Vendor:
    """The server; ``behave`` answers all but the addresses of sounds."""

    sound: bytes
    behave: Callable[[Vendor, BaseHTTPRequestHandler, Seen], None]
    port: int = 0
    seen: list[Seen] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str = "/tts", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


Behave = Callable[[Vendor, BaseHTTPRequestHandler, Seen], None]


@contextmanager
def serving(vendor: Vendor) -> Iterator[Vendor]:
    """On a free port until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(vendor))
    vendor.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield vendor
    finally:
        vendor.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


def like_viettel(vendor: Vendor, http: BaseHTTPRequestHandler, seen: Seen) -> None:
    """JSON in, sound out; the key is in the body."""
    asked = json.loads(seen.body)
    if asked["token"] != KEY:
        return say(http, json.dumps({"code": 401, "message": f"token {asked['token']} refused"}).encode(), 401)
    return say(http, vendor.sound)


def like_fpt(vendor: Vendor, http: BaseHTTPRequestHandler, seen: Seen) -> None:
    """The bare text in, voice and steps of speed as headers; the address of the sound out."""
    fit = seen.headers["api-key"] == KEY and -3 <= int(seen.headers["speed"]) <= 3
    told = {"error": 0, "async": vendor.url("/sound/1")} if fit else {"error": 1, "message": "bad request"}
    say(http, json.dumps(told).encode())


def like_zalo(vendor: Vendor, http: BaseHTTPRequestHandler, seen: Seen) -> None:
    """A form in, the address of the sound on another host out."""
    asked = parse_qs(seen.body)
    fit = seen.headers["apikey"] == KEY and 0.8 <= float(asked["speed"][0]) <= 1.2
    told = {"error_code": 0, "data": {"url": vendor.url("/sound/2", "localhost")}} if fit else {"error_code": 150}
    say(http, json.dumps(told).encode())


def like_vnpt(vendor: Vendor, http: BaseHTTPRequestHandler, _seen: Seen) -> None:
    """The sound within JSON."""
    sound = base64.encodebytes(vendor.sound).decode()
    say(http, json.dumps({"object": [{"audio": sound}]}).encode())


def like_a_link(vendor: Vendor, http: BaseHTTPRequestHandler, _seen: Seen) -> None:
    """The text in the address."""
    say(http, vendor.sound)


def is_a_black_hole(vendor: Vendor, _http: BaseHTTPRequestHandler, _seen: Seen) -> None:
    """Nothing ever comes."""
    vendor.stopped.wait(30)


def drips(vendor: Vendor, http: BaseHTTPRequestHandler, _seen: Seen) -> None:
    """Always one more byte before a socket's own limit."""
    http.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while not vendor.stopped.wait(0.05):
        try:
            http.wfile.write(b"x")
        except OSError:
            return


def hangs_up(_vendor: Vendor, _http: BaseHTTPRequestHandler, _seen: Seen) -> None:
    """Closes without a word."""


def is_broken(_vendor: Vendor, http: BaseHTTPRequestHandler, seen: Seen) -> None:
    """Repeats what it was sent."""
    say(http, f"cannot speak {seen.body}".encode(), 500)


def answers_garbage(_vendor: Vendor, http: BaseHTTPRequestHandler, _seen: Seen) -> None:
    """No sound at all."""
    say(http, b"this is no sound")


def leads_elsewhere(vendor: Vendor, http: BaseHTTPRequestHandler, _seen: Seen) -> None:
    """A redirect to another host."""
    http.send_response(302)
    http.send_header("Location", vendor.url("/sound/3", "localhost"))
    http.send_header("Content-Length", "0")
    http.end_headers()


def never_ends(_vendor: Vendor, http: BaseHTTPRequestHandler, _seen: Seen) -> None:
    """More than anybody wants to hear."""
    http.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    try:
        for _ in range(64):
            http.wfile.write(bytes(1024**2))
    except OSError:
        return


def say(http: BaseHTTPRequestHandler, body: bytes, status: int = 200) -> None:
    """One whole answer."""
    http.send_response(status)
    http.send_header("Content-Length", str(len(body)))
    http.end_headers()
    http.wfile.write(body)


def _handler(vendor: Vendor) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._meet()

        def do_POST(self) -> None:
            self._meet()

        def _meet(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            seen = Seen(self.command, self.path, headers, body)
            vendor.seen.append(seen)
            if self.path.startswith("/sound/"):
                say(self, vendor.sound)
            else:
                vendor.behave(vendor, self, seen)

        def log_message(self, format: str, *arguments: object) -> None:
            """Quiet."""

    return Handler
