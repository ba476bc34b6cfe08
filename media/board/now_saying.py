"""What a loudspeaker is saying, as a picture for people who supervise it from afar."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

from media.board.backdrop import shaded
from media.board.colours import BLUE_DARK_END, GOLD, NIGHT, PALE_BLUE, WHITE
from media.board.icons import draw_sign, loudspeaker
from media.board.lettering import Lettering
from media.bulletin.clean import clean
from media.text.wrap import wrap

QUIETEST_DBFS = -60.0
BARS = 48


def draw_now_saying(width_px: int, height_px: int, title: str, levels_dbfs: Sequence[float]) -> Image.Image:
    """A loudspeaker, what it says, and how loud it was lately: levels in dB relative to full scale, oldest first.

    Without levels, or with all of them below ``QUIETEST_DBFS``, it is silent and says so.
    """
    image = shaded((width_px, height_px), BLUE_DARK_END, NIGHT)
    draw = ImageDraw.Draw(image)
    heights = bar_heights(levels_dbfs)
    sounds = any(heights)
    size, edge = max(12, height_px // 14), max(8, round(width_px * 0.05))
    side = round(height_px * 0.26)
    draw_sign(image, loudspeaker, (edge, edge), side, GOLD if sounds else PALE_BLUE)
    left = edge + side + size
    Lettering("ĐANG PHÁT" if sounds else "ĐANG IM LẶNG", "bold", size).draw(
        draw, left, edge + round(size * 0.7), GOLD if sounds else PALE_BLUE
    )
    for number, line in enumerate(wrap(clean(title), "bold", size, width_px - left - edge)[:3]):
        Lettering(line, "bold", size).draw(draw, left, edge + round(size * (2.2 + 1.5 * number)), WHITE)
    _draw_bars(draw, (edge, round(height_px * 0.52), width_px - edge, height_px - edge), heights)
    return image


def bar_heights(levels_dbfs: Sequence[float]) -> list[float]:
    """The last ``BARS`` levels as heights from 0 (``QUIETEST_DBFS`` or less) to 1 (full scale); silence before them."""
    heights = [min(1.0, max(0.0, 1 - level / QUIETEST_DBFS)) for level in levels_dbfs[-BARS:]]
    return [0.0] * (BARS - len(heights)) + heights


def _draw_bars(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], heights: Sequence[float]) -> None:
    left, top, right, bottom = box
    step, middle, tallest = (right - left) / len(heights), (top + bottom) / 2, (bottom - top) / 2
    for number, height in enumerate(heights):
        x, reach = left + number * step, max(1.0, height * tallest)
        draw.rectangle(
            [x, middle - reach, x + max(1.0, step * 0.6), middle + reach], fill=GOLD if height else PALE_BLUE
        )
