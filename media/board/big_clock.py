"""The time and the date, large."""

from __future__ import annotations

from PIL import Image

from media.board.backdrop import shaded
from media.board.clock import date_wordings
from media.board.colours import BLUE_DARK_END, BLUE_LIGHT_END, GOLD, PALE_BLUE, WHITE
from media.board.icons import draw_sign, loudspeaker
from media.board.look import Look, Size
from media.board.rows import Row, biggest, draw_rows, height_px
from media.bulletin.clean import clean
from media.text.boxes import Box

_FILLED = 0.9
"""Of the zone, either way: letters do not touch its edges."""
_DATE_OF_TIME = 0.3
_LEAST_OF_TIME = 1.25
"""The time stays that much bigger than the date, or stands alone."""


def draw_clock(look: Look, clock_text: str, size: Size | None = None) -> Image.Image:
    """A zone of ``size`` (None: the standard main zone): the time, and the date below where there is room.

    ``clock_text`` is the time and, after a line break, the date. It is empty while no clock can be trusted; then the
    zone has the mark of Rao in it.
    """
    image = shaded(size or look.main.size, BLUE_LIGHT_END, BLUE_DARK_END)
    time, _, date = clock_text.partition("\n")
    if clean(time):
        room = (round(image.width * _FILLED), round(image.height * _FILLED))
        draw_rows(image, Box(0, 0, *image.size), clock_rows(look, clean(time), clean(date), room))
    else:
        _draw_mark(image)
    return image


def clock_rows(look: Look, time: str, date: str, room: Size) -> list[Row]:
    """The time over as much of the date as is legible beside it."""
    hours = Row(time, 1, WHITE, steady=True)
    for wording in _date_wordings(date):
        rows = _with_date(look.scale.least, hours, [Row(line, 1, PALE_BLUE, "regular") for line in wording], room)
        if rows:
            return rows
    return _natural(biggest([hours], room))


def _date_wordings(date: str) -> list[list[str]]:
    """Longest first: on one line, on two, then shorter."""
    whole, *shorter = date_wordings(date)
    wordings = [[whole], whole.split(", "), *([line] for line in shorter)]
    return [wording for wording in wordings if all(wording)]


def _with_date(least_px: int, hours: Row, date: list[Row], room: Size) -> list[Row] | None:
    widest = biggest(date, room)[0].size_px
    time = biggest([hours], room)[0]
    wanted = min(round(time.size_px * _DATE_OF_TIME), widest)
    rows = [row._replace(size_px=max(least_px, wanted)) for row in date]
    time = biggest([hours], (room[0], max(1, room[1] - height_px(rows))))[0]
    legible = widest >= least_px and time.size_px >= _LEAST_OF_TIME * rows[0].size_px
    return _natural([time, *rows]) if legible else None


def _natural(rows: list[Row]) -> list[Row]:
    """Sized for any digits, so that the size never changes, but set as people write."""
    return [row._replace(steady=False) for row in rows]


def _draw_mark(image: Image.Image) -> None:
    side = round(min(image.size) * 0.6)
    draw_sign(image, loudspeaker, ((image.width - side) // 2, (image.height - side) // 2), side, GOLD)
