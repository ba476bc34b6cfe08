"""A page of a bulletin, drawn where the paging put its lines."""

from __future__ import annotations

from itertools import pairwise

from PIL import Image, ImageDraw

from media.board.backdrop import shaded
from media.board.colours import GOLD, HAIRLINE, MUTED, PAPER_BOTTOM, PAPER_TOP, TEXT, TITLE, Colour
from media.board.look import Look, Size
from media.bulletin.model import Line, Page, Style
from media.fonts import FAMILIES
from media.text.ink import draw_text
from media.text.scale import WEIGHTS, ascent_px, descent_px

COLOURS: dict[Style, Colour] = {"title": TITLE, "heading": TITLE, "body": TEXT, "bullet": TEXT, "small": MUTED}
_CAP_EM = FAMILIES[0].cap_height_em


def draw_page(look: Look, page: Page, size: Size | None = None) -> Image.Image:
    """The zone of ``size`` (None: the standard main zone) with ``page`` in it."""
    image = shaded(size or look.main.size, PAPER_TOP, PAPER_BOTTOM)
    draw = ImageDraw.Draw(image)
    _underline_repeat(draw, page, image.width)
    draw_lines(draw, page.lines, COLOURS, GOLD)
    return image


def draw_lines(
    draw: ImageDraw.ImageDraw, lines: tuple[Line, ...], colours: dict[Style, Colour], accent: Colour
) -> None:
    """Draw ``lines`` with the marks of headings and bullets in ``accent``."""
    for line in lines:
        if line.style == "heading":
            _draw_heading_bar(draw, line, accent)
        if line.style == "bullet":
            _draw_bullet(draw, line, accent)
        draw_text(draw, line.x_px, line.y_px, line.text, WEIGHTS[line.style], line.size_px, colours[line.style])


def _draw_heading_bar(draw: ImageDraw.ImageDraw, line: Line, accent: Colour) -> None:
    """Beside the whole height of the line, so that a heading of several lines has one bar."""
    width = max(2, line.x_px // 4)
    left = (line.x_px - width) // 2
    top, bottom = line.y_px - ascent_px(line.size_px), line.y_px + descent_px(line.size_px)
    draw.rectangle([left, top, left + width - 1, bottom], fill=accent)


def _draw_bullet(draw: ImageDraw.ImageDraw, line: Line, accent: Colour) -> None:
    radius = max(2, round(line.size_px * 0.14))
    x, y = line.x_px - round(line.size_px * 0.6), line.y_px - round(line.size_px * _CAP_EM / 2)
    draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=accent)


def _underline_repeat(draw: ImageDraw.ImageDraw, page: Page, width_px: int) -> None:
    """A hairline under the repeat of the title, which is a small line with text under it."""
    first = next(pairwise(page.lines), None)
    if first and first[0].style == "small":
        y = first[0].y_px + descent_px(first[0].size_px)
        draw.line([first[0].x_px, y, width_px - first[0].x_px, y], fill=HAIRLINE, width=max(1, width_px // 960))
