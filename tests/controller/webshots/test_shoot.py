"""Pictures of pages of a real site by a real Chromium."""

from __future__ import annotations

import os
import signal
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from PIL import Image

from controller.settings import Sources
from controller.webshots.shoot import shoot
from controller.webshots.viewport import Viewport
from protocol.errors import InvalidInput, Unavailable
from tests.controller.feeds.site import Answer, Site
from tests.controller.webshots.conftest import HERE, needs_browser

pytestmark = pytest.mark.long

ZONE = "Asia/Ho_Chi_Minh"
WINDOW = Viewport(320, 200, 1.0)
HTML = {"Content-Type": "text/html; charset=utf-8"}
RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)
PAGE = """<!doctype html><meta name=viewport content="width=device-width"><style>
body{margin:0;background:#f00} @media (min-width:400px){body{background:#00f}}</style>"""


def put(site: Site, html: str, path: str = "/") -> str:
    site.pages[path] = Answer(html.encode(), headers=HTML)
    return site.url + path


def seen(url: str, *windows: Viewport, sources: Sources = HERE, **limits: float) -> list[Image.Image]:
    return shoot(url, windows or (WINDOW,), sources, ZONE, **limits)  # type: ignore[arg-type]


def centre(image: Image.Image) -> object:
    return image.getpixel((image.width // 2, image.height // 2))


@needs_browser
def test_a_page_is_laid_out_for_each_window_and_pictured_in_the_boards_pixels(site: Site) -> None:
    narrow, wide = seen(put(site, PAGE), Viewport(320, 200, 2.0), Viewport(500, 200, 1.0))
    assert (narrow.size, centre(narrow)) == ((640, 400), RED)
    assert (wide.size, centre(wide)) == ((500, 200), BLUE)


@needs_browser
def test_scripts_have_run_dialogs_are_closed_and_the_clock_is_the_provinces(site: Site) -> None:
    script = """<body style="margin:0"><script>alert(1);confirm(2);
    fetch('/data').then(r=>r.text()).then(t=>document.body.style.background=
    t=='ok' && new Date().getTimezoneOffset()==-420 ? '#00f' : '#f00')</script>"""
    put(site, "ok", "/data")
    assert centre(seen(put(site, script))[0]) == BLUE


@needs_browser
def test_a_page_that_never_falls_quiet_is_pictured_once_it_has_loaded(site: Site) -> None:
    restless = "<body style='margin:0;background:#00f'><script>setInterval(()=>fetch('/x'+Math.random()),50)</script>"
    assert centre(seen(put(site, restless), limit_s=3.0)[0]) == BLUE


@needs_browser
@pytest.mark.parametrize("status", [404, 500])
def test_an_error_of_the_site_is_no_picture(site: Site, status: int) -> None:
    site.pages["/"] = Answer(b"<h1>error</h1>", status=status, headers=HTML)
    with pytest.raises(Unavailable, match=f"HTTP {status}"):
        seen(site.url + "/")


@needs_browser
def test_nobody_there_is_no_picture(site: Site) -> None:
    url = put(site, PAGE)
    with pytest.raises(Unavailable, match="can't be opened"):
        seen(url.replace("127.0.0.1", "khong-co.invalid"))


@needs_browser
def test_a_page_that_does_not_come_is_given_up(site: Site) -> None:
    def hang(asked: BaseHTTPRequestHandler) -> None:
        site.over.wait()

    site.pages["/"] = Answer(write=hang)
    with pytest.raises(Unavailable, match="too long"):
        seen(site.url + "/", limit_s=1.0)


@needs_browser
def test_no_page_of_a_private_network_is_pictured(site: Site) -> None:
    confined = Sources(unconfined_browser=True)
    put(site, "secret", "/secret")
    for url in (put(site, PAGE), site.url.replace("127.0.0.1", "localhost") + "/secret"):
        with pytest.raises(Unavailable, match="can't be opened"):
            seen(url, sources=confined)
    assert site.asked == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "chrome://version", "data:text/html,x", "javascript:1"])
def test_only_pages_of_the_web_are_pictured(url: str) -> None:
    with pytest.raises(InvalidInput, match="no address"):
        seen(url)


@needs_browser
def test_a_page_that_leads_on_is_followed_but_not_into_nowhere(site: Site) -> None:
    put(site, PAGE, "/there")
    leading = put(site, "<script>location='/there'</script>")
    assert centre(seen(leading)[0]) == RED
    put(site, "<script>location='/gone'</script>")
    with pytest.raises(Unavailable, match="HTTP 404"):
        seen(leading)


@needs_browser
def test_a_page_that_eats_memory_is_ended(site: Site) -> None:
    hungry = "<script>const a=[];setInterval(()=>a.push(new Uint8Array(5e7).fill(1)),1)</script>"
    with pytest.raises(Unavailable, match="too much memory"):
        seen(put(site, hungry), memory_bytes=900 * 1024**2)


def test_a_browser_that_can_not_run_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(Unavailable, match="it ended"):
        seen("http://127.0.0.1:9/", sources=Sources(chromium=broken))


def test_nothing_of_the_browser_is_left_behind(tmp_path: Path) -> None:
    silent, left = tmp_path / "chromium", tmp_path / "pid"
    silent.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {left}\nwait\n")
    silent.chmod(0o755)
    with pytest.raises(Unavailable):
        shoot("http://127.0.0.1:9/", (), Sources(chromium=silent), ZONE, limit_s=0.1, memory_bytes=1)
    gone = threading.Event()
    for _ in range(100):
        if not left.exists() or not alive(int(left.read_text())):
            gone.set()
            break
        gone.wait(0.02)
    assert gone.is_set()


def alive(process_id: int) -> bool:
    try:
        os.kill(process_id, signal.SIG_DFL)
    except ProcessLookupError:
        return False
    return b"State:\tZ" not in Path(f"/proc/{process_id}/status").read_bytes()
