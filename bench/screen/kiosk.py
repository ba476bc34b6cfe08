"""The same picture and running text as a web page in a browser that fills the screen, as Anthias-like players do."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.screen.xserver import HEIGHT_PX, WIDTH_PX
from tests.servers.child import Child, start
from tests.servers.chromium import NAMES, STAYS_AT_HOME

FLAGS = ("--kiosk", "--disable-gpu", f"--window-size={WIDTH_PX},{HEIGHT_PX}", "--window-position=0,0")
"""``--disable-gpu`` as on a board without one; what else is given keeps it off the network."""
PAGE = """<!doctype html>
<style>
  body {{ margin: 0; overflow: hidden; background: url({picture}) }}
  div {{ position: absolute; left: 0; top: {y}px; height: {height}px; width: {wide}px;
         background: url({strip}) repeat-x;
         will-change: transform; animation: run {round_s}s linear infinite }}
  @keyframes run {{ to {{ transform: translate(-{length}px) }} }}
</style>
<div></div>
"""


def browser() -> str | None:
    """The program, if it is installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def write_page(picture: Path, strip: Path, strip_size: tuple[int, int], y: int, speed_px_s: int) -> Path:
    """The page that shows ``picture`` with ``strip`` running at row ``y``, moved by the browser's own compositor."""
    length, height = strip_size
    page = picture.with_name("kiosk.html")
    words = {"picture": picture.name, "strip": strip.name, "y": y, "height": height, "length": length}
    page.write_text(PAGE.format(**words, wide=length + WIDTH_PX, round_s=length / speed_px_s), "utf-8")
    return page


@contextmanager
def kiosk(page: Path, environ: dict[str, str]) -> Iterator[Child]:
    """The browser with ``page``, until the block ends."""
    program = browser()
    if program is None:
        raise FileNotFoundError("chromium")
    with tempfile.TemporaryDirectory() as home:
        argv = [program, *STAYS_AT_HOME, *FLAGS, f"--user-data-dir={home}", page.as_uri()]
        child = start(argv, page.with_suffix(".log"), environ)
        try:
            yield child
        finally:
            child.stop()
