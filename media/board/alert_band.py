"""The band above an alert: sign, kind of message, event, and how bad it is, as a number and in words."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from media.board.alert_shape import AlertShape
from media.board.alert_words import AlertWords
from media.board.bar import Row, draw_ground, draw_row, fitting_pair, letters_px
from media.board.colours import LEVELS
from media.board.icons import draw_sign, warning
from media.board.level_badge import badge_width_px, draw_badge
from media.board.look import Look
from media.bulletin.clean import clean
from media.text.boxes import Box
from protocol.alert import Alert


def draw_band(image: Image.Image, look: Look, shape: AlertShape, alert: Alert, words: AlertWords) -> None:
    """Draw the band into its box. On a low board it has one row and no badge."""
    colours, box = LEVELS[alert.level - 1], shape.band
    draw_ground(image, box, colours)
    side = _sign_side_px(box)
    draw_sign(image, warning, (box.x_px, box.y_px + (box.height_px - side) // 2), side, colours.text)
    if shape.band_rows > 1:
        draw_badge(image, look, box, words.level, alert.level)
    rows, text_box = _rows(shape.band_rows, alert, words), _text_box(look, shape, words)
    size = letters_px(look, box.height_px // len(rows))
    for number, row in enumerate(rows):
        middle = box.y_px + round(box.height_px * (number + 0.53) / len(rows))
        draw_row(image, text_box, middle, size, row, colours)


def band_says(look: Look, shape: AlertShape, alert: Alert, words: AlertWords) -> list[str]:
    """The texts the band has room for, as it has them."""
    rows = _rows(shape.band_rows, alert, words)
    size, room = letters_px(look, shape.band.height_px // len(rows)), _text_box(look, shape, words).width_px
    return [text for row in rows for text in fitting_pair(row, size, room) if text]


def _rows(count: int, alert: Alert, words: AlertWords) -> Sequence[Row]:
    is_drill = alert.status == "Exercise"
    kinds, risks, event = words.kind_wordings(is_drill), words.level_wordings(alert.level), clean(alert.event)
    match count:
        case 1:
            told = f"{words.drill} · {words.level}" if is_drill else words.level
            least = f"{told} {alert.level}"
            return [([*(f"{least} · {risk}" for risk in risks), least], ("",))]
        case 2:
            return [(kinds, ("",)), ((event,), risks)]
        case _:
            return [(kinds, ("",)), ((event,), ("",)), (risks, ("",))]


def _text_box(look: Look, shape: AlertShape, words: AlertWords) -> Box:
    """Between the sign and the badge."""
    band = shape.band
    left = round(_sign_side_px(band) * 1.15)
    badge = badge_width_px(look, band, words.level) if shape.band_rows > 1 else 0
    return Box(band.x_px + left, band.y_px, band.width_px - left - badge - look.scale.least // 3, band.height_px)


def _sign_side_px(band: Box) -> int:
    return min(round(band.height_px * 0.88), round(band.width_px * 0.15))
