"""A zone with a QR code that stands all the time."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from media.board.backdrop import shaded
from media.board.colours import BLUE_DARK_END, BLUE_LIGHT_END, WHITE
from media.board.look import Look, Size
from media.board.qr_code import draw_code
from media.board.qr_plan import QrPlan, plan_of
from media.board.rows import Row, draw_rows, height_px
from media.board.text_block import text_rows
from media.bulletin.clean import clean
from media.text.boxes import Box


def draw_qr(look: Look, payload: str, caption: str, size: Size | None = None) -> Image.Image:
    """A zone of ``size`` (None: the standard main zone): the code as large as fits, its caption in legible letters.

    The caption stands below it, or beside where the code is bigger so; what does not fit is cut with an ellipsis. Where
    not even the code fits its content is written out.
    """
    image = shaded(size or look.main.size, BLUE_LIGHT_END, BLUE_DARK_END)
    plan = plan_of(look, payload, clean(caption), image.size)
    told, room = (clean(caption), plan.caption) if plan.side_px else (clean(f"{caption} {payload}"), image.size)
    rows = text_rows(told, (look.scale.title, look.scale.least), room, WHITE)
    code, below = _boxes(plan, rows, image.size)
    if plan.side_px:
        image.paste(draw_code(payload, plan.side_px), code.corner)
    draw_rows(image, below, rows)
    return image


def _boxes(plan: QrPlan, rows: Sequence[Row], zone: Size) -> tuple[Box, Box]:
    """Of code and caption, together amid the zone."""
    width, height, side = *zone, plan.side_px
    if plan.is_beside:
        left = (width - side - plan.caption[0]) // 2
        code = Box(left, (height - side) // 2, side, side)
        return code, Box(left + side, 0, plan.caption[0], height)
    told = height_px(rows)
    top = (height - side - told) // 2
    return Box((width - side) // 2, top, side, side), Box(0, top + side, width, told)
