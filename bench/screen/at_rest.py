"""A still page, and the same page with running text, beside a bare loop and a browser that show the same."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from bench.measuring import Goal, Row, Section
from bench.screen.board import Board, board, look_of
from bench.screen.content import RUNNING_TEXT, SPEED_PX_S, still_page
from bench.screen.kiosk import browser, kiosk, write_page
from bench.screen.pace import PACE
from bench.screen.turns import SETTLE_S, Candidate, in_turns
from bench.screen.xserver import XServer, x_server
from firmware_profiles import Profile
from media.board import standard_arrangement, ticker_strip
from protocol.layouts import TickerZone
from tests.servers.child import Child, start

BARE = Path(__file__).with_name("bare.py")
CORE = "% of a core"
ABOUT = (
    "An e-bulletin board of 1920 x 1080 with `rao agent run` as people have it: enrolled, told by a real Mosquitto, a "
    "real window on Xvfb, its silent loudspeaker going to a recording. *Bare loop*: pygame-ce alone moves the same "
    "strip over the same picture by dirty rectangles, in the same steps; then in steps of one pixel, 60 a second. "
    "*Kiosk*: Debian's Chromium with `--kiosk --disable-gpu` (as on a board without one) shows the same picture and "
    "moves the same strip by a CSS animation of `transform`. CPU is that of the whole tree of processes, of one core, "
    "read from outside. PSS counts a page shared by n processes as 1/n; RSS of the agent, one process, is what its PSS "
    f"would be with nothing else on the machine. Medians of {PACE.turns} turns of {PACE.watched_s:g} s."
)


def measure() -> Section:
    """CPU and memory."""
    with x_server() as x, board() as here:
        rows = [_still(x, here), *_running(_scenery(x, here), x, here)]
    about = ABOUT if browser() else f"{ABOUT} **Chromium is not installed: no rows beside it.**"
    return Section("The screen: a page and running text", about, rows)


@dataclass(frozen=True, slots=True)
class _Scenery:
    """What the board shows, as pictures for others to show: the whole, and the running text, which runs at ``row``."""

    picture: Path
    strip: Path
    size: tuple[int, int]
    row: int


@contextmanager
def agent(x: XServer, here: Board) -> Iterator[Child]:
    """The whole agent, from when it says that it shows the page."""
    with here.running(x.environ) as child:
        here.shows("bulletin")
        yield child


def _still(x: XServer, here: Board) -> Row:
    here.is_to_show(still_page(here.province.blob, here.profile, ticker=False))
    (still,) = in_turns(lambda: agent(x, here))
    return Row("still page: CPU", still.cpu_percent, CORE, goal=Goal(0.3))


def _running(scenery: _Scenery, x: XServer, here: Board) -> list[Row]:
    def by_steps_of(step_px: int) -> Candidate:
        return lambda: _bare(scenery, step_px, x, here)

    page = write_page(scenery.picture, scenery.strip, scenery.size, scenery.row, SPEED_PX_S)
    others = [lambda: kiosk(page, x.environ)] if browser() else []
    ours, same, fine, *browsers = in_turns(
        lambda: agent(x, here), by_steps_of(_step_px(here.profile)), by_steps_of(1), *others
    )
    rows = [
        Row("page and ticker: CPU; bare loop", ours.cpu_percent, CORE, same.cpu_percent, Goal(1.3, "ratio")),
        Row("page and ticker: CPU; bare loop, 60 steps/s", ours.cpu_percent, CORE, fine.cpu_percent),
        Row("page and ticker: PSS; bare loop", ours.pss_mib, "MiB", same.pss_mib),
        Row("page and ticker: RSS; bare loop", ours.rss_mib, "MiB", same.rss_mib),
    ]
    for one in browsers:
        rows.append(Row("page and ticker: CPU; kiosk", ours.cpu_percent, CORE, one.cpu_percent, Goal(1 / 8, "ratio")))
        rows.append(Row("page and ticker: PSS; kiosk", ours.pss_mib, "MiB", one.pss_mib, Goal(1 / 6, "ratio")))
    return rows


def _scenery(x: XServer, here: Board) -> _Scenery:
    here.is_to_show(still_page(here.province.blob, here.profile, ticker=True))
    with agent(x, here):
        time.sleep(SETTLE_S)
        whole = Image.fromarray(np.array(x.pixels[:, :, 2::-1]))
    strip, row = _strip_of(here.profile)
    scenery = _Scenery(here.folder / "picture.png", here.folder / "strip.png", strip.size, row)
    whole.save(scenery.picture)
    strip.save(scenery.strip)
    return scenery


def _strip_of(profile: Profile) -> tuple[Image.Image, int]:
    look = look_of(profile)
    zone = next(zone for zone in standard_arrangement(look).zones if isinstance(zone, TickerZone))
    return ticker_strip(look, RUNNING_TEXT), zone.y_px


def _step_px(profile: Profile) -> int:
    """How far the board moves its running text at a time: no more pictures a second than its model shows."""
    if profile.screen is None:
        raise AssertionError(profile.name)
    return -(-SPEED_PX_S // profile.screen.fps)


@contextmanager
def _bare(scenery: _Scenery, step_px: int, x: XServer, here: Board) -> Iterator[Child]:
    numbers = map(str, (scenery.row, SPEED_PX_S, step_px))
    argv: list[str | Path] = [sys.executable, BARE, scenery.picture, scenery.strip, *numbers]
    child = start(argv, here.folder / "bare.log", x.environ)
    try:
        yield child
    finally:
        child.stop()
