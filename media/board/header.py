"""The bar at the top: whose board this is, and the time."""

from __future__ import annotations

from PIL import Image, ImageDraw

from media.board.backdrop import shaded
from media.board.clock import date_wordings
from media.board.colours import BLUE_DARK_END, BLUE_LIGHT_END, GOLD, PALE_BLUE, WHITE
from media.board.icons import draw_sign, loudspeaker
from media.board.lettering import Lettering, fullest
from media.board.look import Look, Size
from media.bulletin.clean import clean


def draw_header(look: Look, unit_name: str, clock_text: str, size: Size | None = None) -> Image.Image:
    """The header, of ``size`` (None: of the standard zone).

    ``clock_text`` is the time and, after a line break, the date, shown where there is room.
    """
    image = shaded(size or look.header.size, BLUE_LIGHT_END, BLUE_DARK_END)
    width, height = image.size
    rule = max(2, height // 24)
    ImageDraw.Draw(image).rectangle([0, height - rule, width, height], fill=GOLD)
    time, _, date = clock_text.partition("\n")
    rows = 2 if height > width * 0.14 and height >= 2 * look.scale.least else 1
    if rows == 2:
        _draw_two_rows(image, look, unit_name, clean(time), clean(date))
    else:
        _draw_one_row(image, look, unit_name, clean(time), clean(date))
    return image


def name_wordings(unit_name: str) -> tuple[str, ...]:
    """``unit_name`` and its customary shorter forms, longest first."""
    name = clean(unit_name)
    short = name.replace("Ủy ban nhân dân", "UBND").replace("Uỷ ban nhân dân", "UBND")
    alone = short.split(",")[0]
    place = alone.removeprefix("UBND ")
    return name, short, alone, place[:1].upper() + place[1:]


def _draw_one_row(image: Image.Image, look: Look, unit_name: str, time: str, date: str) -> None:
    draw = ImageDraw.Draw(image)
    size, edge = _size(look, image.height), max(5, round(image.width * 0.02))
    middle = round(image.height * 0.47)
    left = edge + _draw_mark(image, edge, middle, size)
    clock = Lettering(time, "bold", size)
    clock.draw(draw, image.width - edge - clock.width_px, middle, WHITE)
    room = image.width - left - edge - clock.width_px - size
    name = _name(unit_name, size, room)
    name.draw(draw, left, middle, WHITE)
    day = Lettering(date, "regular", size)
    if name.text == name_wordings(unit_name)[0] and name.width_px + day.width_px + 2 * size <= room:
        day.draw(draw, image.width - edge - clock.width_px - size - day.width_px, middle, PALE_BLUE)


def _draw_two_rows(image: Image.Image, look: Look, unit_name: str, time: str, date: str) -> None:
    draw = ImageDraw.Draw(image)
    size, edge = _size(look, image.height // 2), max(5, round(image.width * 0.03))
    upper, lower = round(image.height * 0.27), round(image.height * 0.72)
    left = edge + _draw_mark(image, edge, upper, size)
    _name(unit_name, size, image.width - left - edge).draw(draw, left, upper, WHITE)
    clock = Lettering(time, "bold", size)
    clock.draw(draw, image.width - edge - clock.width_px, lower, WHITE)
    room = image.width - 2 * edge - clock.width_px - size // 2
    Lettering(fullest(date_wordings(date), "regular", size, room), "regular", size).draw(draw, edge, lower, PALE_BLUE)


def _name(unit_name: str, size_px: int, room_px: int) -> Lettering:
    """The fullest wording that fits; nothing where not even one word does."""
    name = Lettering(fullest(name_wordings(unit_name), "bold", size_px, room_px), "bold", size_px)
    return name if name.width_px <= room_px else name._replace(text="")


def _size(look: Look, row_height_px: int) -> int:
    return min(look.scale.least, round(row_height_px * 0.8))


def _draw_mark(image: Image.Image, x_px: int, middle_px: int, size_px: int) -> int:
    side = round(size_px * 1.2)
    draw_sign(image, loudspeaker, (x_px, middle_px - side // 2), side, GOLD)
    return round(side * 1.15)
