"""A still page, and the same page with running text, beside a bare loop and a browser that show the same."""

from __future__ import annotations

from functools import partial

from bench.measuring import Goal, Row, Section
from bench.screen.board import Board, board
from bench.screen.content import SPEED_PX_S, still_page
from bench.screen.kiosk import browser, kiosk, write_page
from bench.screen.pace import PACE
from bench.screen.scenery import Scenery, agent, step_px
from bench.screen.turns import in_turns
from bench.screen.xserver import XServer, x_server

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
        rows = [_still(x, here), *_running(Scenery.of(x, here), x, here)]
    about = ABOUT if browser() else f"{ABOUT} **Chromium is not installed: no rows beside it.**"
    return Section("The screen: a page and running text", about, rows)


def _still(x: XServer, here: Board) -> Row:
    here.is_to_show(still_page(here.province.blob, here.profile, ticker=False))
    (still,) = in_turns(partial(agent, x, here))
    return Row("still page: CPU", still.cpu_percent, CORE, goal=Goal(0.3))


def _running(scenery: Scenery, x: XServer, here: Board) -> list[Row]:
    page = write_page(scenery.picture, scenery.strip, scenery.size, scenery.row, SPEED_PX_S)
    others = [partial(kiosk, page, x.environ)] if browser() else []
    ours, same, fine, *browsers = in_turns(
        partial(agent, x, here), partial(scenery.bare, step_px(here.profile), x), partial(scenery.bare, 1, x), *others
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
