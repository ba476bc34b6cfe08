"""The two clocks a screen needs at once."""

from __future__ import annotations

from typing import NamedTuple

from protocol.ids import EpochMs


class Moment(NamedTuple):
    """Now, by the wall and by a clock that never jumps."""

    wall_ms: EpochMs
    steady_ms: int
