"""The safe screen: what a board shows when it has nothing else, so that it is never black."""

from __future__ import annotations

from PIL import Image, ImageDraw

from media.board.backdrop import shaded
from media.board.colours import BLUE_DARK_END, BLUE_LIGHT_END, GOLD, PALE_BLUE, WHITE, Colour
from media.board.header import name_wordings
from media.board.lettering import Lettering, fitted
from media.board.look import Look
from media.bulletin.clean import clean
from media.fonts import Weight
from media.text.wrap import wrap

_NAME_LINES = 2
UPDATING = "Đang cập nhật"


def draw_safe(look: Look, unit_name: str, clock_text: str) -> Image.Image:
    """The whole picture: unit name, time, date, and that the content is being updated."""
    image = shaded(look.size, BLUE_LIGHT_END, BLUE_DARK_END)
    draw = ImageDraw.Draw(image)
    width, height = image.size
    room = round(width * 0.92)
    time, _, date = clock_text.partition("\n")
    _draw_name(draw, look, unit_name, round(height * 0.20), room)
    rule = round(width * 0.08)
    draw.rectangle([width // 2 - rule, round(height * 0.37), width // 2 + rule, round(height * 0.38)], fill=GOLD)
    _draw_centred(draw, look, time, "bold", min(height // 4, width // 3), round(height * 0.55), WHITE)
    _draw_centred(draw, look, date, "regular", height // 14, round(height * 0.745), PALE_BLUE)
    _draw_centred(draw, look, UPDATING, "regular", height // 18, round(height * 0.89), GOLD)
    return image


def _draw_name(draw: ImageDraw.ImageDraw, look: Look, unit_name: str, middle_px: int, room_px: int) -> None:
    name = name_wordings(unit_name)[1]
    size = max(look.scale.least, min(look.geometry.height_px // 9, look.geometry.width_px // 14))
    lines = _name_lines(name, size, room_px)
    if len(lines) > _NAME_LINES:
        size = look.scale.least
        lines = _name_lines(name, size, room_px)[:_NAME_LINES]
    for number, line in enumerate(lines):
        line_middle = middle_px + round((number - (len(lines) - 1) / 2) * size * 1.4)
        _draw_centred(draw, look, line, "bold", size, line_middle, WHITE)


def _name_lines(name: str, size_px: int, room_px: int) -> list[str]:
    """Broken after the comma where that is enough: the unit above it, the unit it is part of below."""
    parts = [f"{name.partition(', ')[0]},", name.partition(", ")[2]]
    if parts[1] and all(len(wrap(part, "bold", size_px, room_px)) == 1 for part in parts):
        return parts
    return wrap(name, "bold", size_px, room_px)


def _draw_centred(
    draw: ImageDraw.ImageDraw, look: Look, text: str, weight: Weight, biggest_px: int, middle_px: int, colour: Colour
) -> None:
    width = look.geometry.width_px
    lettering: Lettering = fitted(clean(text), weight, (biggest_px, look.scale.least), round(width * 0.92))
    lettering.draw(draw, (width - lettering.width_px) // 2, middle_px, colour)
