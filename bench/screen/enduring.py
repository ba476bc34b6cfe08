"""Whether memory and open files stay what they are while everything a board shows comes and goes for hours."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.measuring import Goal, Row, Section
from bench.screen.counted_clip import make_counted_clip
from bench.screen.fast_forward import SPEED
from bench.screen.pace import PACE
from bench.screen.tree import files, rss_mib
from bench.screen.xserver import XServer, x_server
from tests.servers.child import start

LOOK_EVERY_S = 0.5
WARM_UP_S = PACE.long_s / 10
WINDOWS = 18
CLIP_S = 5
KIB = 1024
ABOUT = (
    f"The real player and screen on the board's model in a real window, the wall clock running {SPEED} times as fast, "
    f"for {PACE.long_s:g} s: notices, pictures, clips, countdowns and running text come and go, and alerts over them. "
    "After a tenth of that time, the slope of a line through the least use of each eighteenth of the rest, for an hour "
    "of the programme."
)


def measure() -> Section:
    """Slopes of memory and of open files."""
    with x_server() as x, tempfile.TemporaryDirectory() as name:
        looks = _looks(x, Path(name))
    (memory, open_files), middle = _slopes(looks), np.median(np.array(looks), axis=0)
    rows = [
        Row("RSS, an hour of the programme more", KIB * memory, "KiB", goal=Goal(256)),
        Row("open files, an hour of the programme more", open_files, "files", goal=Goal(0.1)),
        Row("RSS, median", float(middle[1]), "MiB"),
    ]
    return Section("The screen: hours on end", ABOUT, rows)


def _looks(x: XServer, folder: Path) -> Sequence[tuple[float, float, int]]:
    """Seconds since the begin, MiB and open files, twice a second."""
    clip = folder / "clip.mp4"
    make_counted_clip(clip, CLIP_S)
    child = start([sys.executable, "-m", "bench.screen.fast_forward", clip, folder], folder / "log", x.environ)
    pid, began_s, looks = child.process.pid, time.monotonic(), []
    try:
        while (since_s := time.monotonic() - began_s) < PACE.long_s:
            time.sleep(LOOK_EVERY_S)
            if child.process.poll() is not None:
                raise AssertionError(child.said())
            looks.append((since_s, rss_mib(pid), files(pid)))
    finally:
        child.stop()
    return [look for look in looks if look[0] > WARM_UP_S]


def _slopes(looks: Sequence[tuple[float, float, int]]) -> tuple[float, float]:
    """MiB and files an hour of the programme: of the least in each window, as what is at work comes and goes."""
    least = np.array([np.min(window, axis=0) for window in np.array_split(np.array(looks), WINDOWS)])
    hours = least[:, 0] * SPEED / 3600
    return float(np.polyfit(hours, least[:, 1], 1)[0]), float(np.polyfit(hours, least[:, 2], 1)[0])
