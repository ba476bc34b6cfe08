"""A real web server on loopback that answers as tests tell it to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Báo Đồng Nai</title>
<item><title>Hồ Phước Hòa xả lũ</title><pubDate>Sun, 22 Nov 2026 23:15:00 GMT</pubDate>
<description>&lt;p&gt;Từ 7 giờ.&lt;/p&gt;</description></item>
<item><title><![CDATA[<b>Gi&aacute; ti&ecirc;u</b> tăng &amp; cà phê giảm]]></title>
<pubDate>Sun, 22 Nov 2026 20:00:00 GMT</pubDate></item>
<item><title>Khai mạc lễ hội &#x110;&#7891;ng X&#xF2;i</title><pubDate>Mon, 23 Nov 2026 01:00:00 GMT</pubDate></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Trạm Y tế</title>
<entry><title type="html">&lt;i&gt;Tiêm chủng&lt;/i&gt; thứ Bảy</title><updated>2026-11-22T08:00:00+07:00</updated>
<source><title>Sở Y tế</title></source></entry>
<entry><title>Phun thuốc diệt muỗi</title><updated>2026-11-21T08:00:00+07:00</updated></entry>
</feed>"""


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    write: Callable[[BaseHTTPRequestHandler], None] | None = None
    """Instead of all that."""


@dataclass
class Site:
    url: str
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    """Set when the test is over: whoever writes slowly waits for it."""

    def serve(self, path: str, text: str, **headers: str) -> str:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = Answer(text.encode(), headers={"Content-Type": "application/xml", **named})
        return self.url + path


class Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append((self.path, dict(self.headers)))
        answer = self.site.pages.get(self.path, Answer(status=404))
        if answer.write:
            answer.write(self)
            return
        known = self.headers.get("If-None-Match")
        status = 304 if known and known == answer.headers.get("ETag") else answer.status
        self.send_response(status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        body = answer.body if status != 304 else b""
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_told: object) -> None:
        """Nothing."""


@contextmanager
def standing() -> Iterator[Site]:
    handler = type("OwnHandler", (Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    handler.site = site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    with standing() as standing_site:
        yield standing_site
