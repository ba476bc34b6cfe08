"""The level of risk as a badge at the right of the band: the word and, as large as there is room, the number."""

from __future__ import annotations

from PIL import Image, ImageDraw

from media.board.bar import letters_px
from media.board.colours import LEVELS
from media.board.lettering import Lettering
from media.board.look import Look
from media.text.boxes import Box
from media.text.ink import width_px

_ROWS = 3
"""The word takes one row of the badge, the number two."""
_NUMBER_OF_BADGE = 0.54


def badge_width_px(look: Look, band: Box, word: str) -> int:
    """Of the badge with ``word`` in it; never narrower than it is high where the band has room."""
    square = min(_height_px(band), band.width_px // 6)
    return max(square, width_px(word, "bold", _word_size(look, band)) + look.scale.least // 2)


def draw_badge(image: Image.Image, look: Look, band: Box, word: str, level: int) -> None:
    """The band's colours the other way round: ``word`` over ``level`` on a ground of the text's colour."""
    draw, colours = ImageDraw.Draw(image), LEVELS[level - 1]
    width, height = badge_width_px(look, band, word), _height_px(band)
    left, top = band.x_px + band.width_px - width, band.y_px + (band.height_px - height) // 2
    draw.rounded_rectangle([left, top, left + width - 1, top + height - 1], radius=height // 10, fill=colours.text)
    said = Lettering(word, "bold", _word_size(look, band))
    said.draw(draw, left + (width - said.width_px) // 2, top + round(height * 0.3), colours.ground)
    number = Lettering(str(level), "bold", round(height * _NUMBER_OF_BADGE))
    number.draw(draw, left + (width - number.width_px) // 2, top + round(height * 0.74), colours.ground)


def _height_px(band: Box) -> int:
    return round(band.height_px * 0.92)


def _word_size(look: Look, band: Box) -> int:
    return letters_px(look, round(band.height_px * 1.2 / _ROWS))
