"""The coloured bars of an alert: what it is and how bad, above; until when and which page, below."""

from __future__ import annotations

from PIL import Image, ImageDraw

from media.board.alert_words import AlertWords
from media.board.colours import LEVELS, LevelColours
from media.board.icons import draw_sign, warning
from media.board.lettering import Lettering, elided, fullest
from media.board.look import Look
from media.bulletin.clean import clean
from media.text.boxes import Box
from protocol.alert import Alert


def draw_band(image: Image.Image, look: Look, box: Box, alert: Alert, words: AlertWords) -> None:
    """Sign, kind of message, event, and the level as a number and in words."""
    colours = LEVELS[alert.level - 1]
    ImageDraw.Draw(image).rectangle(
        [*box.corner, box.x_px + box.width_px - 1, box.y_px + box.height_px], colours.ground
    )
    side = round(box.height_px * 0.88)
    draw_sign(image, warning, (box.x_px, box.y_px + (box.height_px - side) // 2), side, colours.text)
    left = box.x_px + round(side * 1.15)
    if look.is_low:
        _draw_one_row(image, look, box, left, alert, words)
    else:
        _draw_two_rows(image, look, box, left, alert, words)


def draw_foot(
    image: Image.Image,
    look: Look,
    box: Box,
    told: tuple[str, ...],
    counter: tuple[str, ...],
    colours: LevelColours,
) -> None:
    """The fullest wording of ``told`` that leaves room for the fullest of ``counter``."""
    draw = ImageDraw.Draw(image)
    draw.rectangle([*box.corner, box.x_px + box.width_px - 1, box.y_px + box.height_px - 1], colours.ground)
    size, middle = _foot_size(look, box), box.y_px + box.height_px // 2
    edge = size // 3
    count = Lettering(fullest(counter, "bold", size, box.width_px // 3), "bold", size)
    count.draw(draw, box.x_px + box.width_px - edge - count.width_px, middle, colours.text)
    room = box.width_px - 2 * edge - count.width_px - size
    Lettering(fullest(told, "bold", size, room), "bold", size).draw(draw, box.x_px + edge, middle, colours.text)


def _draw_one_row(image: Image.Image, look: Look, box: Box, left: int, alert: Alert, words: AlertWords) -> None:
    colours, size = LEVELS[alert.level - 1], _foot_size(look, box)
    level, risk = f"{words.level} {alert.level}", words.level_name(alert.level)
    kind = (words.drill,) if alert.status == "Exercise" else ()
    wordings = (" · ".join([*kind, level, risk]), " · ".join([*kind, level]))
    text = fullest(wordings, "bold", size, box.x_px + box.width_px - left)
    Lettering(text, "bold", size).draw(ImageDraw.Draw(image), left, box.y_px + box.height_px // 2, colours.text)


def _draw_two_rows(image: Image.Image, look: Look, box: Box, left: int, alert: Alert, words: AlertWords) -> None:
    draw, colours, size = ImageDraw.Draw(image), LEVELS[alert.level - 1], look.scale.least
    upper, lower = box.y_px + round(box.height_px * 0.29), box.y_px + round(box.height_px * 0.74)
    level = Lettering(f"{words.level} {alert.level}", "bold", round(size * 1.25))
    risk = Lettering(words.level_name(alert.level), "bold", size)
    right = box.x_px + box.width_px - size // 3
    level.draw(draw, right - level.width_px, upper, colours.text)
    risk.draw(draw, right - risk.width_px, lower, colours.text)
    kind = words.drill_in_full if alert.status == "Exercise" else words.warning
    kinds = (kind, words.drill) if alert.status == "Exercise" else (kind,)
    top = fullest(kinds, "bold", size, right - level.width_px - size - left)
    Lettering(top, "bold", size).draw(draw, left, upper, colours.text)
    event = elided(clean(alert.event), "bold", size, right - risk.width_px - size - left)
    Lettering(event, "bold", size).draw(draw, left, lower, colours.text)


def _foot_size(look: Look, box: Box) -> int:
    return min(look.scale.least, round(box.height_px * 0.8))
