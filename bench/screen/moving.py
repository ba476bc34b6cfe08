"""A clip of 1080p30 with sound over running text, beside mpv with the same; its frames are read off the screen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from bench.measuring import Goal, Row, Section
from bench.screen.board import Board, board, clip_box
from bench.screen.content import clip
from bench.screen.counted_clip import FRAMES_A_SECOND, make_counted_clip
from bench.screen.hearing import Hearing, lip_sync_ms
from bench.screen.pace import PACE
from bench.screen.player_mpv import installed, mpv
from bench.screen.turns import SETTLE_S, in_turns
from bench.screen.watching import Sighting, frames_seen, late, longest_loop_gap_ms, missing
from bench.screen.xserver import HEIGHT_PX, WIDTH_PX, XServer, x_server
from media.text import Box
from tests.servers.child import Child

FRAME_MS = 1000 / FRAMES_A_SECOND
LOOK_S = 3.3 * PACE.clip_s
ABOUT = (
    f"A clip of {PACE.clip_s} s, 1920 x 1080, 30 frames a second, H.264 and AAC, round and round in the main zone of "
    "the same board with running text under it, its sound going to a recording. *mpv* plays the same file full screen "
    "with the same text over it: drawn by libass (a subtitle with `\\move`), and by FFmpeg's `drawtext`, the "
    "cheapest way mpv has. Each frame carries its number in squares: *late* are frames that came to the X server's own "
    "memory more than one frame's time after the median of their round, "
    f"watched for {LOOK_S:.0f} s, a thousand times a second, by another process. *Loop*: from the last frame of a "
    "round to the first of the next. *Sound and picture*: from the click in the recording to its frame."
)


def measure() -> Section:
    """CPU, memory and punctuality."""
    with x_server() as x, board() as here:
        file = here.folder / "clip.mp4"
        make_counted_clip(file, PACE.clip_s)
        here.is_to_show(clip(here.province.blob, file, 1000 * PACE.clip_s))
        rows = [*_punctuality(x, here, file), *_costs(x, here, file)]
    about = ABOUT if installed() else f"{ABOUT} **mpv is not installed: no rows beside it.**"
    return Section("The screen: a moving picture", about, rows)


@contextmanager
def agent_with_clip(x: XServer, here: Board) -> Iterator[Child]:
    """The whole agent, from when it says that it shows the clip."""
    with here.running(x.environ) as child:
        here.shows("video")
        yield child


def _costs(x: XServer, here: Board, file: Path) -> list[Row]:
    others = [partial(mpv, file, overlay, x) for overlay in ("subtitle", "filter")] if installed() else []
    ours, *players = in_turns(partial(agent_with_clip, x, here), *others)
    rows = [
        Row(f"clip and ticker: CPU; mpv, {how}", ours.cpu_percent, "% of a core", one.cpu_percent, Goal(1.0, "ratio"))
        for how, one in zip(("subtitle", "drawtext"), players, strict=False)
    ]
    floor = players[-1].pss_mib if players else None
    return [*rows, Row("clip and ticker: PSS; mpv, drawtext", ours.pss_mib, "MiB", floor, Goal(160))]


def _punctuality(x: XServer, here: Board, file: Path) -> list[Row]:
    with agent_with_clip(x, here):
        time.sleep(PACE.clip_s)
        hearing = Hearing.begin(here.folder / "heard.wav")
        seen = frames_seen(x, clip_box(here.profile), LOOK_S)
        apart_ms = [abs(one) for one in lip_sync_ms(seen, hearing.clicks_s())]
    return [
        *_frames(seen, _seen_of_mpv(x, file) if installed() else None),
        Row("sound and picture apart, median", median(apart_ms), "ms"),
        Row("sound and picture apart, at most", max(apart_ms), "ms", goal=Goal(40)),
    ]


def _seen_of_mpv(x: XServer, file: Path) -> Sequence[Sighting]:
    with mpv(file, "filter", x):
        time.sleep(SETTLE_S)
        return frames_seen(x, Box(0, 0, WIDTH_PX, HEIGHT_PX), LOOK_S)


def _frames(ours: Sequence[Sighting], players: Sequence[Sighting] | None) -> list[Row]:
    length = FRAMES_A_SECOND * PACE.clip_s

    def row(what: str, count: Callable[[Sequence[Sighting]], float], unit: str, most: float) -> Row:
        return Row(what, count(ours), unit, count(players) if players else None, Goal(most))

    return [
        row(f"late frames of {len(ours)}; mpv, drawtext", late, "frames", 0),
        row("frames never shown; mpv, drawtext", partial(missing, length=length), "frames", 0),
        row("loop, at most; mpv, drawtext", longest_loop_gap_ms, "ms", 2 * FRAME_MS),
    ]
