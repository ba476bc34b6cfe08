"""How far a device's own clock can be believed."""

from __future__ import annotations

from typing import Literal

ClockTrust = Literal["trusted", "held", "unknown"]
"""``held``: it was right and isn't synchronised now; ``unknown``: the timetable can't be followed by it."""
