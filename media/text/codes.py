"""A QR code on a page: as large as it must be for the farthest reader's telephone, its caption beside or below."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
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
"""Words that would make a code smaller than this part of what it could be stand on the page before it."""
_BESIDE_EMS = 8
_BETWEEN_EM = 0.7
_GAP_EM = 0.5


def code_flow(code: QrCode, shape: PageShape) -> Sequence[Flow]:
    """``code`` with its caption and address; where not even a pixel a module fits, these alone."""
    column, told = shape.column, _told(code, shape.column)
    alone = _side_for_px(code, shape.geometry, min(column.width, shape.later))
    if not alone:
        return told
    with_words = [band for band in (_beside(code, shape), _below(code, shape)) if band]
    best = max(with_words, key=_side_px, default=None)
    if best and _side_px(best) >= alone * _LEAST_BESIDE_WORDS:
        return [best]
    return [*tied(told, range(len(told) - 1)), _band(alone, _centred(code, column, alone, 0), column)]


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


def _beside(code: QrCode, shape: PageShape) -> Band | None:
    """The words at the left, the code at the right of the column; None where there is no room for both."""
    column = shape.column
    between = round(_BETWEEN_EM * column.scale.body)
    most = column.width - between - _BESIDE_EMS * column.scale.body
    side = _side_for_px(code, shape.geometry, min(shape.later, most))
    told = _told(code, column.part(column.left, column.width - side - between)) if side else []
    height = max(side, height_px(told))
    if not told or height > shape.later:
        return None
    drawn = Parts(codes=(Code(code.payload, column.left + column.width - side, (height - side) // 2, side),))
    return _band(height, together((stacked(told, (height - height_px(told)) // 2), drawn)), column)


def _below(code: QrCode, shape: PageShape) -> Band | None:
    """The words, and under them the code in the middle of the column; None where there is no room for both."""
    column, told = shape.column, _told(code, shape.column)
    words = height_px(told) + (round(_GAP_EM * column.scale.body) if told else 0)
    side = _side_for_px(code, shape.geometry, min(column.width, shape.later - words))
    if not side:
        return None
    parts = together((stacked(told, 0), _centred(code, column, side, words)))
    return _band(words + side, parts, column)


def _centred(code: QrCode, column: Column, side_px: int, top_px: int) -> Parts:
    return Parts(codes=(Code(code.payload, column.left + (column.width - side_px) // 2, top_px, side_px),))


def _band(height_px: int, parts: Parts, column: Column) -> Band:
    return Band(height_px, parts, gap=round(_GAP_EM * column.scale.body))


def _told(code: QrCode, column: Column) -> list[FlowLine]:
    caption = column.lines(code.caption, "strong", gap_em=_GAP_EM)
    address = _AFTER_A_PART.sub("\u200b", _address(code.payload))
    return [*caption, *column.lines(address, "small", gap_em=0.0 if caption else _GAP_EM)]


def _address(payload: str) -> str:
    """Where a link leads, as people read it; nothing for what is no link."""
    parts = urlsplit(payload) if payload.startswith(("http://", "https://")) else None
    if parts is None:
        return ""
    whole = payload.split("://", 1)[1].rstrip("/")
    return whole if len(whole) <= _LONGEST_ADDRESS else f"{parts.netloc}/…"


def _side_px(band: Band) -> int:
    return band.parts.codes[0].side_px
