"""What the board shows, as pictures for other programs to show, and the least program that does."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from bench.screen.board import Board, look_of
from bench.screen.content import RUNNING_TEXT, SPEED_PX_S, still_page
from bench.screen.turns import SETTLE_S
from bench.screen.xserver import XServer
from firmware_profiles import Profile
from media.board import standard_arrangement, ticker_strip
from protocol.layouts import TickerZone
from tests.servers.child import Child, start

BARE = Path(__file__).with_name("bare.py")


@dataclass(frozen=True, slots=True)
class Scenery:
    """The whole picture, and the running text, which runs at ``row``."""

    picture: Path
    strip: Path
    size: tuple[int, int]
    row: int

    @classmethod
    def of(cls, x: XServer, here: Board) -> Scenery:
        """Of the page with running text, which the board is to show from now on."""
        here.is_to_show(still_page(here.province.blob, here.profile, ticker=True))
        with agent(x, here):
            time.sleep(SETTLE_S)
            whole = Image.fromarray(np.array(x.pixels[:, :, 2::-1]))
        strip, row = _strip_of(here.profile)
        scenery = cls(here.folder / "picture.png", here.folder / "strip.png", strip.size, row)
        whole.save(scenery.picture)
        strip.save(scenery.strip)
        return scenery

    @contextmanager
    def bare(self, step_px: int, x: XServer) -> Iterator[Child]:
        """A bare loop that shows it, ``step_px`` at a time, until the block ends."""
        argv: list[str | Path] = [sys.executable, BARE, self.picture, self.strip]
        child = start(
            [*argv, *map(str, (self.row, SPEED_PX_S, step_px))], self.picture.with_name("bare.log"), x.environ
        )
        try:
            yield child
        finally:
            child.stop()


@contextmanager
def agent(x: XServer, here: Board) -> Iterator[Child]:
    """The whole agent, from when it says that it shows the page."""
    with here.running(x.environ) as child:
        here.shows("bulletin")
        yield child


def step_px(profile: Profile) -> int:
    """How far a board moves its running text at a time: no more pictures a second than its model shows."""
    if profile.screen is None:
        raise AssertionError(profile.name)
    return -(-SPEED_PX_S // profile.screen.fps)


def _strip_of(profile: Profile) -> tuple[Image.Image, int]:
    look = look_of(profile)
    zone = next(zone for zone in standard_arrangement(look).zones if isinstance(zone, TickerZone))
    return ticker_strip(look, RUNNING_TEXT), zone.y_px
