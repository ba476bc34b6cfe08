"""How long from a warning's publication to its first frame, while a clip of 1080p plays over running text."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from statistics import quantiles

import numpy as np

from bench.measuring import Goal, Row, Section
from bench.screen.board import Board, board, clip_box
from bench.screen.content import clip, warning
from bench.screen.counted_clip import FRAMES_A_SECOND, make_counted_clip, number_on
from bench.screen.moving import agent_with_clip
from bench.screen.pace import PACE
from bench.screen.xserver import Pixels, XServer, x_server
from protocol.documents import AlertSet
from tests.agent.province import UNIT
from tests.agent.run.ground import ALERTS

SAMPLED_ROWS, SAMPLED_COLUMNS = slice(2, 62, 4), slice(2, 42, 4)
"""A corner of the board's header where no letters stand, and which every alert paints over."""
OTHER = 12
STAND_S = 0.5
WITHIN_S = 10.0
ABOUT = (
    f"{PACE.alerts} signed alerts, no two with the same words, each published on a real Mosquitto while the board "
    "above shows its clip, and lifted again half a second after it was seen. From just before the publication to the "
    "first frame of the alert in the X server's own memory, on one clock, looking a thousand times a second: what the "
    "broker and the network take is in it."
)


def measure() -> Section:
    """Quantiles of the time to the first frame."""
    with x_server() as x, board() as here:
        file = here.folder / "clip.mp4"
        make_counted_clip(file, PACE.clip_s)
        here.is_to_show(clip(here.province.blob, file, 1000 * PACE.clip_s))
        with agent_with_clip(x, here):
            _until_it_moves(x, here)
            taken_ms = sorted(_first_frames_ms(x, here))
    percent = quantiles(taken_ms, n=100, method="inclusive")
    rows = [
        Row("alert published to first frame: p50", percent[49], "ms"),
        Row("alert published to first frame: p95", percent[94], "ms"),
        Row("alert published to first frame: p99", percent[98], "ms", goal=Goal(100)),
        Row("alert published to first frame: slowest", taken_ms[-1], "ms"),
    ]
    return Section("The screen: an alert over a moving picture", ABOUT, rows)


def _first_frames_ms(x: XServer, here: Board) -> Iterator[float]:
    for number in range(PACE.alerts):
        alert, usual = warning(number), _corner(x.pixels).copy()
        document = here.province.signed("alerts", AlertSet(alerts=(alert,)), UNIT)
        began_s = time.monotonic()
        here.bus.publish(ALERTS, document)
        yield 1000 * (x.seen_s(partial(_is_other, usual), WITHIN_S) - began_s)
        time.sleep(STAND_S)
        here.bus.publish(ALERTS, here.province.signed("alerts", AlertSet(lifted=(alert.id,)), UNIT))
        x.seen_s(partial(_is_same, usual), WITHIN_S)
        _until_it_moves(x, here)


def _until_it_moves(x: XServer, here: Board) -> None:
    """Wait until the clip has been running for a second of its own time."""
    box = clip_box(here.profile)
    seen: set[int] = set()

    def running(pixels: Pixels) -> bool:
        number = number_on(pixels, box)
        seen.update(() if number is None else (number,))
        return len(seen) > FRAMES_A_SECOND

    x.seen_s(running, WITHIN_S)


def _corner(pixels: Pixels) -> Pixels:
    return pixels[SAMPLED_ROWS, SAMPLED_COLUMNS, :3]


def _is_same(usual: Pixels, pixels: Pixels) -> bool:
    return not _is_other(usual, pixels)


def _is_other(usual: Pixels, pixels: Pixels) -> bool:
    apart = np.abs(_corner(pixels).astype(np.int16) - usual)
    return bool((apart.max(axis=2) > OTHER).mean() > 0.5)
