"""A QR code on a page: as large as it must be for the farthest reader's telephone, its caption beside or below."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from media.bulletin.model import Code, QrCode
from media.text.column import Column, tied
from media.text.flow import Band, Flow, FlowLine, Parts, height_px, stacked, together
from media.text.geometry import Geometry
from media.text.shape import PageShape
from media.text.symbol import QUIET_MODULES, modules_across

LEAST_MODULE_PX = 3
"""Under this a telephone at an angle takes neighbouring modules for one."""
SIDES_TO_SCAN_FROM = 10
"""A telephone reads a code from about ten times its side; the common rule of thumb, quiet zone not counted."""

_AFTER_A_PART = re.compile(r"(?<=[/.?&=])(?=\w)")
"""Where a long address is best broken: a zero-width space is put there."""
_LONGEST_ADDRESS = 60
"""A longer one nobody types: its host is enough to know where it leads."""
_LEAST_BESIDE_WORDS = 0.6
"""Of what it could be on a page of its own: words that would make a code smaller stand on the page before it."""
_BESIDE_EMS = 8
_BETWEEN_EM = 0.7
_GAP_EM = 0.5


def code_flow(code: QrCode, shape: PageShape, left_px: int, *, may_be_small: bool = False) -> Sequence[Flow]:
    """``code`` with its caption and address, on the page that has ``left_px`` left if it need not be small for that.

    If it may, it is still no finer than a telephone reads. Where not even a pixel a module fits, its words alone.
    """
    column, told = shape.column, told_lines(code, shape.column)
    sides = sides_px(code, shape, shape.later)
    if not sides:
        return told
    least = min(sides[-1], LEAST_MODULE_PX * modules_across(code.payload)) if may_be_small else sides[-1]
    for room in (left_px - _gap_px(column), shape.later):
        best = max(_with_words(code, shape, room), key=_side_px, default=None)
        if best and _side_px(best) >= least:
            return [best]
    return [*tied(told, range(len(told) - 1)), _band(sides[0], _centred(code, column, sides[0], 0), column)]


def sides_px(code: QrCode, shape: PageShape, room_px: int) -> tuple[int, ...]:
    """How wide ``code`` may be in a height of ``room_px``, widest first; nothing when it can't be drawn.

    The widest is as large as it should be, or as fits. The least is not much smaller than on a page of its own, nor
    finer than a telephone reads, if it isn't there.
    """
    across = modules_across(code.payload)
    alone, most = (_modules_px(code, shape, height_px) for height_px in (shape.later, room_px))
    least = max(1, math.ceil(alone * _LEAST_BESIDE_WORDS), min(alone, LEAST_MODULE_PX))
    return tuple(module * across for module in range(most, least - 1, -1))


def told_lines(code: QrCode, column: Column) -> list[FlowLine]:
    """The caption of ``code`` and where it leads."""
    caption = column.lines(code.caption, "strong", gap_em=_GAP_EM)
    address = _AFTER_A_PART.sub("\u200b", _address(code.payload))
    return [*caption, *column.lines(address, "small", gap_em=0.0 if caption else _GAP_EM)]


def room_beside_px(column: Column, side_px: int) -> int:
    """How wide the words beside a code may be; 0 where that is too narrow to be read."""
    room = column.width - side_px - round(_BETWEEN_EM * column.scale.body)
    return room if room >= _BESIDE_EMS * column.scale.body else 0


def told_of(code: QrCode) -> list[str]:
    """What stands beside a code for people: its caption, and where a link leads."""
    return [text for text in (code.caption, _address(code.payload)) if text]


def scanned_from_m(side_px: int, payload: str, geometry: Geometry) -> float:
    """From how far a code drawn ``side_px`` wide, quiet zone included, can be scanned, in metres."""
    across = modules_across(payload)
    symbol_px = side_px // across * (across - 2 * QUIET_MODULES)
    return symbol_px * geometry.pixel_pitch_mm / 1000 * SIDES_TO_SCAN_FROM


def _side_for_px(code: QrCode, geometry: Geometry, room_px: int) -> int:
    """As large as it should be, or as fits in ``room_px``; 0 when it can't be drawn."""
    across = modules_across(code.payload)
    wanted = geometry.viewing_distance_m * 1000 / SIDES_TO_SCAN_FROM / geometry.pixel_pitch_mm
    module = max(LEAST_MODULE_PX, math.ceil(wanted / (across - 2 * QUIET_MODULES)))
    return min(module, max(0, room_px) // across) * across


def _with_words(code: QrCode, shape: PageShape, room_px: int) -> Iterator[Band]:
    """``code`` with its words in one band no higher than ``room_px``, in each way there is room for."""
    yield from _beside(code, shape, room_px)
    yield from _below(code, shape, room_px)


def _modules_px(code: QrCode, shape: PageShape, height_px: int) -> int:
    side = _side_for_px(code, shape.geometry, min(shape.column.width, height_px))
    return side // modules_across(code.payload)


def _beside(code: QrCode, shape: PageShape, room_px: int) -> Iterator[Band]:
    """The words at the left, the code at the right of the column."""
    column = shape.column
    most = column.width - round(_BETWEEN_EM * column.scale.body) - _BESIDE_EMS * column.scale.body
    side = _side_for_px(code, shape.geometry, min(room_px, most))
    told = told_lines(code, column.part(column.left, room_beside_px(column, side))) if side else []
    height = max(side, height_px(told))
    if told and height <= room_px:
        drawn = Parts(codes=(Code(code.payload, column.left + column.width - side, (height - side) // 2, side),))
        yield _band(height, together((stacked(told, (height - height_px(told)) // 2), drawn)), column)


def _below(code: QrCode, shape: PageShape, room_px: int) -> Iterator[Band]:
    """The words, and under them the code in the middle of the column."""
    column, told = shape.column, told_lines(code, shape.column)
    words = height_px(told) + (_gap_px(column) if told else 0)
    side = _side_for_px(code, shape.geometry, min(column.width, room_px - words))
    if side:
        yield _band(words + side, together((stacked(told, 0), _centred(code, column, side, words))), column)


def _centred(code: QrCode, column: Column, side_px: int, top_px: int) -> Parts:
    return Parts(codes=(Code(code.payload, column.left + (column.width - side_px) // 2, top_px, side_px),))


def _band(height_px: int, parts: Parts, column: Column) -> Band:
    return Band(height_px, parts, gap=_gap_px(column))


def _address(payload: str) -> str:
    """Where a link leads, as people read it; nothing for what is no link."""
    parts = urlsplit(payload) if payload.startswith(("http://", "https://")) else None
    if parts is None:
        return ""
    whole = payload.split("://", 1)[1].rstrip("/")
    return whole if len(whole) <= _LONGEST_ADDRESS else f"{parts.netloc}/…"


def _gap_px(column: Column) -> int:
    return round(_GAP_EM * column.scale.body)


def _side_px(band: Band) -> int:
    return band.parts.codes[0].side_px
