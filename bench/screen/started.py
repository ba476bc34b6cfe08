"""How long from the start of the process to what should be on the screen, from what is on disk."""

from __future__ import annotations

import time
from statistics import median

import numpy as np
from PIL import Image

from bench.measuring import Goal, Row, Section
from bench.screen.board import Board, board, look_of
from bench.screen.pace import PACE
from bench.screen.scenery import Scenery, step_px
from bench.screen.xserver import Pixels, XServer, x_server
from media.board import standard_arrangement

WITHIN_S = 30.0
ROW_STEP = 16
ABOUT = (
    "`rao agent run` on the data folder of a board that was switched off. From just before the process is made to the "
    "first frame with anything on it (the safe screen: whose board it is, and the time), and to the first in which the "
    "page is as it was, running text apart, both in the X server's own memory, looking a thousand times a second. "
    f"Bare loop: Python and pygame-ce alone show the same picture. Medians of {PACE.starts}."
)


def measure() -> Section:
    """Seconds to the first frames."""
    with x_server() as x, board() as here:
        scenery = Scenery.of(x, here)
        page = _main(here, np.asarray(Image.open(scenery.picture))[:, :, ::-1])
        taken = [(*_start(x, here, page), _bare_start(x, here, scenery)) for _ in range(PACE.starts)]
    first_s, page_s, bare_s = (median(column) for column in zip(*taken, strict=True))
    rows = [
        Row("process start to first frame; bare loop", first_s, "s", bare_s),
        Row("process start to the page from disk; bare loop", page_s, "s", bare_s, Goal(1.5)),
    ]
    return Section("The screen: start", ABOUT, rows)


def _start(x: XServer, here: Board, page: Pixels) -> tuple[float, float]:
    nothing = _main(here, x.pixels).copy()
    began_s = time.monotonic()
    with here.running(x.environ):
        first_s = x.seen_s(lambda pixels: not np.array_equal(_main(here, pixels), nothing), WITHIN_S)
        page_s = x.seen_s(lambda pixels: np.array_equal(_main(here, pixels), page), WITHIN_S)
    return first_s - began_s, page_s - began_s


def _bare_start(x: XServer, here: Board, scenery: Scenery) -> float:
    """The least Python and pygame-ce need to show a picture."""
    nothing, began_s = _main(here, x.pixels).copy(), time.monotonic()
    with scenery.bare(step_px(here.profile), x):
        return x.seen_s(lambda pixels: not np.array_equal(_main(here, pixels), nothing), WITHIN_S) - began_s


def _main(here: Board, pixels: Pixels) -> Pixels:
    """A few rows of the zone in which the page stands; all of it would take longer to compare than a frame lasts."""
    main = standard_arrangement(look_of(here.profile)).main
    return pixels[main.y_px : main.y_px + main.height_px : ROW_STEP, main.x_px : main.x_px + main.width_px, :3]
