"""How long to look. ``RAO_BENCH_QUICK=1`` gives figures in a minute or two that are good for a first look only."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """How often and how long each thing is watched."""

    turns: int
    watched_s: float
    clip_s: int
    """Length of the clip; it is watched a little longer than three of its rounds."""
    alerts: int
    starts: int
    long_s: float
    """Of the run at 60 times the programme's speed."""


THOROUGH = Pace(turns=3, watched_s=15.0, clip_s=10, alerts=100, starts=7, long_s=600.0)
QUICK = Pace(turns=1, watched_s=5.0, clip_s=5, alerts=5, starts=2, long_s=40.0)
PACE = QUICK if os.environ.get("RAO_BENCH_QUICK") else THOROUGH
