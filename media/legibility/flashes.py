"""Flashing that can bring on a seizure."""

from __future__ import annotations

from media.legibility.remark import Remark
from protocol.words import Words

MOST_FLASHES_PER_S = 3
"""WCAG 2.1, success criterion 2.3.1: no more than three general flashes in any one second."""


def flash_remarks(flashes_per_s: float) -> tuple[Remark, ...]:
    """What to tell of a clip that flashes at worst ``flashes_per_s`` times a second."""
    if flashes_per_s <= MOST_FLASHES_PER_S:
        return ()
    words = Words(
        f"Chớp {flashes_per_s:g} lần một giây (tối đa {MOST_FLASHES_PER_S}): người xem có thể lên cơn động kinh. "
        "Bỏ hoặc làm chậm đoạn nhấp nháy.",
        f"It flashes {flashes_per_s:g} times a second (at most {MOST_FLASHES_PER_S}): viewers may have a seizure. "
        "Cut the flashing part or slow it down.",
    )
    return (Remark("stop", words),)
