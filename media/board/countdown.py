"""How long it is until something, large."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from media.board.backdrop import shaded
from media.board.colours import BLUE_DARK_END, BLUE_LIGHT_END, GOLD, PALE_BLUE, WHITE
from media.board.countdown_text import CountdownWords, time_left, words_for
from media.board.look import Look, Size
from media.board.rows import Row, biggest, draw_rows, height_px
from media.board.text_block import is_whole, text_rows
from media.bulletin.clean import clean
from media.text.boxes import Box

_FILLED = 0.9
_TITLE_SHARES = (0.5, 0.68)
"""Of the height, at most; the latter only where the title has to be cut in the former."""
_TITLE_LETTERS = 1 / 7
_AFTER_LETTERS = 1 / 4
"""Of the height, at most."""
_LABEL_OF_TITLE = 0.7


def draw_countdown(
    look: Look, title: str, left_ms: int, after: str, language: str, size: Size | None = None
) -> Image.Image:
    """A zone of ``size`` (None: the standard main zone): ``title``, and below it the time left.

    That is days, hours and minutes; under 48 hours hours, minutes and seconds; from zero on it is ``after``, or that
    the time has come.
    """
    image = shaded(size or look.main.size, BLUE_LIGHT_END, BLUE_DARK_END)
    room = (round(image.width * _FILLED), round(image.height * _FILLED))
    words = words_for(language)
    if left_ms > 0:
        rows = counting_rows(look, clean(title), left_ms, words, room)
    else:
        rows = reached_rows(look, clean(title), clean(after) or words.reached, room)
    draw_rows(image, Box(0, 0, *image.size), rows)
    return image


def counting_rows(look: Look, title: str, left_ms: int, words: CountdownWords, room: Size) -> Sequence[Row]:
    """Title, that this is the time left, and the time left; without the former where the latter would be too small."""
    least = look.scale.least
    head = _title_rows(look, title, room)
    label = _label_row(look, words.left, head)
    for above, figures_px in (((*head, label), 2 * least), (head, least)):
        figures = _figures(time_left(left_ms, words), (room[0], room[1] - height_px(above)))
        if figures[0].size_px >= figures_px:
            return (*above, *figures)
    return _figures(time_left(left_ms, words), room)


def reached_rows(look: Look, title: str, after: str, room: Size) -> Sequence[Row]:
    """Title and what is said from zero on; only the latter where there is no room for both."""
    head = _title_rows(look, title, room)
    sizes = (max(look.scale.least, round(room[1] * _AFTER_LETTERS)), look.scale.least)
    told = text_rows(after, sizes, (room[0], room[1] - height_px(head)), GOLD)
    return (*head, *told) if told else text_rows(after, sizes, room, GOLD)


def _title_rows(look: Look, title: str, room: Size) -> tuple[Row, ...]:
    sizes = (max(look.scale.least, round(room[1] * _TITLE_LETTERS)), look.scale.least)
    tried = [text_rows(title, sizes, (room[0], round(room[1] * share)), WHITE) for share in _TITLE_SHARES]
    return next((rows for rows in tried if is_whole(rows, title)), tried[-1])


def _label_row(look: Look, label: str, head: Sequence[Row]) -> Row:
    title_px = head[0].size_px if head else look.scale.least
    return Row(label, max(look.scale.least, round(title_px * _LABEL_OF_TITLE)), PALE_BLUE, "regular")


def _figures(parts: Sequence[str], room: Size) -> list[Row]:
    """On one line or, where they are bigger so, one under the other. Seconds keep their place while they run."""
    lines = [[" ".join(parts)], list(parts)]
    shapes = [biggest([Row(line, 1, GOLD, steady=True) for line in wording], room) for wording in lines]
    best = max(shapes, key=lambda rows: rows[0].size_px)
    return best if len(parts) == 1 else [row._replace(steady=False) for row in best]
