"""How a QR code and its caption share a zone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from media.board.look import Look, Size
from media.board.qr_code import LEAST_MODULE_PX
from media.text.scale import line_height_px
from media.text.symbol import modules_across
from media.text.wrap import wrap

_CAPTION_EMS = 6
"""A column narrower than that breaks nearly every word."""
_LEAST_OF_CODE = 0.6
"""A caption may make the code that much smaller, not more: being scanned comes first."""


class QrPlan(NamedTuple):
    """What each of them gets."""

    side_px: int
    """Of the code, quiet zone included: a whole number of pixels for each module."""
    caption: Size
    """The room for the caption; nothing where it is left out."""
    is_beside: bool
    """The caption stands at the right of the code, not below."""
    is_whole: bool
    """All of the caption fits at the least size."""


def plan_of(look: Look, payload: str, caption: str, zone: Size) -> QrPlan:
    """The biggest code with a whole caption; else with as much of it as fits; else the code alone."""
    across = modules_across(payload)
    alone = QrPlan(_side_px(across, min(zone)), (0, 0), is_beside=False, is_whole=not caption)
    least_px = max(min(LEAST_MODULE_PX * across, alone.side_px), round(alone.side_px * _LEAST_OF_CODE), 1)
    plans = [plan for plan in _plans(look, across, caption, zone) if plan.side_px >= least_px]
    return max(plans, key=lambda plan: (plan.is_whole, plan.side_px), default=alone)


def _plans(look: Look, across: int, caption: str, zone: Size) -> Iterator[QrPlan]:
    """The more of the caption, the earlier."""
    if caption:
        yield from _below(look, across, caption, zone)
        yield from _beside(look, across, caption, zone)


def _below(look: Look, across: int, caption: str, zone: Size) -> Iterator[QrPlan]:
    width, height = zone
    line, room = line_height_px(look.scale.least), width - look.scale.least
    lines = len(wrap(caption, "bold", look.scale.least, room)) if room > 0 else 0
    for kept in range(lines, 0, -1):
        side = _side_px(across, min(width, height - kept * line))
        yield QrPlan(side, (room, height - side), is_beside=False, is_whole=kept == lines)


def _beside(look: Look, across: int, caption: str, zone: Size) -> Iterator[QrPlan]:
    width, height = zone
    side = _side_px(across, min(height, width - (_CAPTION_EMS + 1) * look.scale.least))
    room = width - side - look.scale.least
    if side and height >= line_height_px(look.scale.least):
        lines = len(wrap(caption, "bold", look.scale.least, room))
        whole = lines * line_height_px(look.scale.least) <= height
        yield QrPlan(side, (room, height), is_beside=True, is_whole=whole)


def _side_px(across: int, room_px: int) -> int:
    return max(0, room_px // across * across)
