"""A page of a bulletin, drawn where the paging put its lines."""

from __future__ import annotations

from PIL import Image, ImageDraw

from media.board.backdrop import shaded
from media.board.colours import GOLD, HAIRLINE, MUTED, PAPER_BOTTOM, PAPER_TOP, TEXT, TITLE, WHITE, Colour
from media.board.look import Look, Size
from media.board.qr_code import draw_code
from media.bulletin.model import Line, Page, Rule, Style, Tile
from media.fonts import FAMILIES
from media.text.ink import draw_text
from media.text.scale import WEIGHTS, ascent_px, descent_px

COLOURS: dict[Style, Colour] = {
    "title": TITLE,
    "heading": TITLE,
    "strong": TITLE,
    "body": TEXT,
    "bullet": TEXT,
    "small": MUTED,
}
_CAP_EM = FAMILIES[0].cap_height_em


def draw_page(look: Look, page: Page, size: Size | None = None) -> Image.Image:
    """The zone of ``size`` (None: the standard main zone) with ``page`` in it."""
    image = shaded(size or look.main.size, PAPER_TOP, PAPER_BOTTOM)
    draw = ImageDraw.Draw(image)
    for tile in page.tiles:
        _draw_tile(draw, tile)
    for rule in page.rules:
        draw.rectangle(_corners(rule), fill=HAIRLINE)
    for code in page.codes:
        image.paste(draw_code(code.payload, code.side_px), (code.x_px, code.y_px))
    draw_lines(draw, page.lines, COLOURS, GOLD)
    return image


def draw_lines(
    draw: ImageDraw.ImageDraw, lines: tuple[Line, ...], colours: dict[Style, Colour], accent: Colour, left_px: int = 0
) -> None:
    """Draw ``lines`` with the marks of headings and bullets in ``accent``; their page begins at ``left_px``."""
    for line in lines:
        if line.style == "heading":
            _draw_heading_bar(draw, line, accent, left_px)
        if line.style == "bullet":
            _draw_bullet(draw, line, accent)
        draw_text(draw, line.x_px, line.y_px, line.text, WEIGHTS[line.style], line.size_px, colours[line.style])


def _draw_heading_bar(draw: ImageDraw.ImageDraw, line: Line, accent: Colour, left_px: int) -> None:
    """Beside the whole height of the line, so that a heading of several lines has one bar."""
    margin = line.x_px - left_px
    width = max(2, margin // 4)
    left = left_px + (margin - width) // 2
    top, bottom = line.y_px - ascent_px(line.size_px), line.y_px + descent_px(line.size_px)
    draw.rectangle([left, top, left + width - 1, bottom], fill=accent)


def _draw_bullet(draw: ImageDraw.ImageDraw, line: Line, accent: Colour) -> None:
    radius = max(2, round(line.size_px * 0.14))
    x, y = line.x_px - round(line.size_px * 0.6), line.y_px - round(line.size_px * _CAP_EM / 2)
    draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=accent)


def _draw_tile(draw: ImageDraw.ImageDraw, tile: Tile) -> None:
    """White, so that it stands out from the shaded paper, with a hairline around and an accent at its left."""
    edge = max(1, tile.height_px // 90)
    left, top, right, bottom = _corners(tile)
    draw.rectangle([left, top, right, bottom], fill=WHITE, outline=HAIRLINE, width=edge)
    draw.rectangle([left, top, left + 3 * edge - 1, bottom], fill=GOLD)


def _corners(box: Rule | Tile) -> list[int]:
    """As Pillow wants them: the last pixel is inside."""
    return [box.x_px, box.y_px, box.x_px + box.width_px - 1, box.y_px + box.height_px - 1]
