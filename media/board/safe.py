"""The safe screen: what a board shows when it has nothing else, so that it is never black."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

from media.board.backdrop import shaded
from media.board.big_clock import clock_rows
from media.board.colours import BLUE_DARK_END, BLUE_LIGHT_END, GOLD, WHITE
from media.board.header import name_wordings
from media.board.look import Look, Size
from media.board.rows import Row, biggest, draw_rows, fits, height_px
from media.board.text_block import is_whole, text_rows
from media.bulletin.clean import clean
from media.text.boxes import Box

UPDATING = "Đang cập nhật"
_FILLED = (0.92, 0.96)
_NAME, _CLOCK = 0.42, 0.44
"""Of the height, at most."""
_LEAST_CLOCK_EM = 1.4
"""The name leaves at least one line for the time."""

Group = Sequence[Row]


def draw_safe(look: Look, unit_name: str, clock_text: str) -> Image.Image:
    """The whole picture: unit name, time, date where there is room, and that the content is being updated."""
    image = shaded(look.size, BLUE_LIGHT_END, BLUE_DARK_END)
    room = (round(image.width * _FILLED[0]), round(image.height * _FILLED[1]))
    groups = [group for group in _groups(look, unit_name, clock_text, room) if group]
    gap = (image.height - sum(map(height_px, groups))) // (len(groups) + 1)
    top = gap
    for group in groups:
        draw_rows(image, Box(0, top, image.width, height_px(group)), group)
        top += height_px(group) + gap
    _draw_rule(image, gap + height_px(groups[0]), gap)
    return image


def _groups(look: Look, unit_name: str, clock_text: str, room: Size) -> tuple[Group, Group, Group]:
    """Name, time with date, and the word; the time is not there while no clock can be trusted."""
    width, height = room
    word = _word(look, room)
    rest = height - height_px(word)
    name = _name(look, unit_name, (width, min(round(height * _NAME), rest - round(_LEAST_CLOCK_EM * look.scale.least))))
    time, _, date = map(clean, clock_text.partition("\n"))
    clock_room = (width, min(round(height * _CLOCK), rest - height_px(name)))
    return name, clock_rows(look, time, date, clock_room) if time else (), word


def _word(look: Look, room: Size) -> Group:
    """At the least size or bigger; smaller only on a board too narrow for it."""
    row = Row(UPDATING, max(look.scale.least, room[1] // 18), GOLD, "regular")
    return [row] if row.width_px <= room[0] else biggest([row], room)


def _name(look: Look, unit_name: str, room: Size) -> Group:
    """The fullest customary wording that fits, broken after the comma where that is enough."""
    sizes = (max(look.scale.least, min(look.size[1] // 11, look.size[0] // 14)), look.scale.least)
    wordings = name_wordings(unit_name)[1:]
    broken = [_after_comma(wordings[0], size, room) for size in sizes]
    whole = [rows for word in wordings if is_whole(rows := text_rows(word, sizes, room, WHITE), word)]
    return next((rows for rows in (*broken, *whole) if rows), text_rows(wordings[-1], sizes, room, WHITE))


def _after_comma(name: str, size_px: int, room: Size) -> Group:
    """The unit above, what it is part of below; nothing where they do not fit so."""
    unit, _, part_of = name.partition(", ")
    rows = (Row(f"{unit},", size_px, WHITE), Row(part_of, size_px, WHITE))
    return rows if part_of and fits(rows, room) else ()


def _draw_rule(image: Image.Image, top_px: int, gap_px: int) -> None:
    """Amid the gap under the name, where it is wide enough."""
    half, thick = round(image.width * 0.08), max(2, image.height // 100)
    if gap_px >= 5 * thick:
        middle = top_px + gap_px // 2
        corners = [image.width // 2 - half, middle - thick // 2, image.width // 2 + half, middle + thick // 2]
        ImageDraw.Draw(image).rectangle(corners, fill=GOLD)
