"""The coloured bars of an alert: what it is and how bad, above; until when and which page, below."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

from media.board.alert_shape import AlertShape
from media.board.alert_words import AlertWords
from media.board.colours import LEVELS, LevelColours
from media.board.icons import draw_sign, warning
from media.board.lettering import Lettering, fullest
from media.board.look import Look
from media.bulletin.clean import clean
from media.fonts import Weight
from media.text.boxes import Box
from media.text.ink import width_px
from protocol.alert import Alert

_BOLD: Weight = "bold"


def draw_band(image: Image.Image, look: Look, shape: AlertShape, alert: Alert, words: AlertWords) -> None:
    """Sign, kind of message, event, and the level as a number and in words."""
    colours, box = LEVELS[alert.level - 1], shape.band
    _draw_ground(image, box, colours)
    side = _sign_side(box)
    draw_sign(image, warning, (box.x_px, box.y_px + (box.height_px - side) // 2), side, colours.text)
    beside = _beside_sign(look, box, side)
    rows = _band_texts(shape.band_rows, alert, words)
    size = _letters(look, box)
    for number, row in enumerate(rows):
        middle = box.y_px + round(box.height_px * (number + 0.53) / len(rows))
        _draw_row(image, beside, middle, size, row, colours)


def band_tells_event(look: Look, shape: AlertShape, alert: Alert, words: AlertWords) -> bool:
    """Whether the band has room for the whole of the alert's event; where it has not, the text must say it."""
    if shape.band_rows == 1:
        return False
    room = _beside_sign(look, shape.band, _sign_side(shape.band)).width_px
    row = _band_texts(shape.band_rows, alert, words)[1]
    return _fitting_pair(row, _letters(look, shape.band), room)[0] == clean(alert.event)


def draw_foot(
    image: Image.Image,
    look: Look,
    box: Box,
    told: Sequence[str],
    counters: Sequence[str],
    colours: LevelColours,
) -> None:
    """The fullest of ``told`` on the left and of ``counters`` on the right that fit beside each other."""
    _draw_ground(image, box, colours)
    size = _letters(look, box)
    edge = size // 3
    inner = Box(box.x_px + edge, box.y_px, box.width_px - 2 * edge, box.height_px)
    row = (told, (*counters, ""))
    _draw_row(image, inner, box.y_px + box.height_px // 2, size, row, colours)


Row = tuple[Sequence[str], Sequence[str]]
"""Wordings, longest first, for the left and the right end of a line."""


def _band_texts(rows: int, alert: Alert, words: AlertWords) -> Sequence[Row]:
    is_drill = alert.status == "Exercise"
    kinds = (words.drill_in_full, words.drill) if is_drill else (words.warning,)
    level, risks, event = f"{words.level} {alert.level}", words.level_wordings(alert.level), clean(alert.event)
    if rows == 1:
        drill = f"{words.drill} · " if is_drill else ""
        return [([f"{drill}{level} · {risk}" for risk in risks], ("",))]
    if rows == 2:
        return [(kinds, (level,)), ((event,), risks)]
    return [(kinds, ("",)), ((event,), ("",)), ([f"{level} · {risk}" for risk in risks], ("",))]


def _draw_row(image: Image.Image, box: Box, middle_px: int, size_px: int, row: Row, colours: LevelColours) -> None:
    draw = ImageDraw.Draw(image)
    left, right = _fitting_pair(row, size_px, box.width_px)
    Lettering(left, _BOLD, size_px).draw(draw, box.x_px, middle_px, colours.text)
    end = Lettering(right, _BOLD, size_px)
    end.draw(draw, box.x_px + box.width_px - end.width_px, middle_px, colours.text)


def _fitting_pair(row: Row, size_px: int, room_px: int) -> tuple[str, str]:
    """The fullest right wording with the fullest left one beside it; else the shortest right, a cut left."""
    lefts, rights = row
    for right in rights:
        room = room_px - width_px(right, _BOLD, size_px) - (size_px // 2 if right else 0)
        for left in lefts:
            if width_px(left, _BOLD, size_px) <= room:
                return left, right
    room = room_px - width_px(rights[-1], _BOLD, size_px) - size_px // 2
    return fullest(lefts, _BOLD, size_px, room), rights[-1]


def _sign_side(band: Box) -> int:
    return min(round(band.height_px * 0.88), round(band.width_px * 0.2))


def _beside_sign(look: Look, band: Box, side_px: int) -> Box:
    left = round(side_px * 1.15)
    return Box(band.x_px + left, band.y_px, band.width_px - left - look.scale.least // 3, band.height_px)


def _letters(look: Look, bar: Box) -> int:
    return min(look.scale.least, round(bar.height_px * 0.8))


def _draw_ground(image: Image.Image, box: Box, colours: LevelColours) -> None:
    corner = (box.x_px + box.width_px - 1, box.y_px + box.height_px - 1)
    ImageDraw.Draw(image).rectangle([box.corner, corner], colours.ground)
