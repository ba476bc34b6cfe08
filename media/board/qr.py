"""A zone with a QR code that stands all the time."""

from __future__ import annotations

from PIL import Image

from media.board.backdrop import shaded
from media.board.colours import BLUE_DARK_END, BLUE_LIGHT_END
from media.board.look import Look, Size
from media.board.qr_code import draw_code


def draw_qr(look: Look, payload: str, caption: str, size: Size | None = None) -> Image.Image:
    """A zone of ``size`` (None: the standard main zone): the code as large as fits, its caption in legible letters."""
    image = shaded(size or look.main.size, BLUE_LIGHT_END, BLUE_DARK_END)
    code = draw_code(payload, min(image.size))
    image.paste(code, ((image.width - code.width) // 2, (image.height - code.height) // 2))
    return image
