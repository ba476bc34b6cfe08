"""Opening pictures that people or other systems give."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from protocol.errors import InvalidMedia
from protocol.words import Words

MOST_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")

_PAPER = (255, 255, 255)
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, Warning)
"""What Pillow raises for damaged files; its warnings are made errors here."""


def open_picture(data: bytes | Path) -> Image.Image:
    """The picture in a file or its bytes, as RGB, turned as its EXIF orientation says, on white where transparent.

    Raises :class:`InvalidMedia` for anything else than a whole JPEG, PNG, WebP, GIF, BMP or TIFF of at most 50 Mpx.
    """
    raw = data.read_bytes() if isinstance(data, Path) else data
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return _decoded(raw)
    except UnidentifiedImageError as error:
        raise _unknown_kind() from error
    except _BROKEN as error:
        raise _damaged(str(error)) from error


def _decoded(raw: bytes) -> Image.Image:
    with Image.open(BytesIO(raw), formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise _too_big(image.width, image.height)
        image.load()  # decodes it all: verify() passes truncated JPEGs
        return _flat(ImageOps.exif_transpose(image))


def _flat(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    paper = Image.new("RGBA", image.size, _PAPER)
    return Image.alpha_composite(paper, image.convert("RGBA")).convert("RGB")


def _unknown_kind() -> InvalidMedia:
    return InvalidMedia(
        Words("Tệp này không phải là ảnh đọc được.", "This file is not a picture that can be read."),
        Words("Dùng ảnh JPEG, PNG hoặc WebP.", "Use a JPEG, PNG or WebP picture."),
    )


def _damaged(detail: str) -> InvalidMedia:
    return InvalidMedia(
        Words(f"Tệp ảnh bị hỏng hoặc thiếu: {detail}.", f"The picture is damaged or incomplete: {detail}."),
        Words("Xuất lại ảnh từ bản gốc rồi tải lên lại.", "Export it again from the original and upload it again."),
    )


def _too_big(width_px: int, height_px: int) -> InvalidMedia:
    return InvalidMedia(
        Words(f"Ảnh {width_px}×{height_px} quá lớn.", f"A picture of {width_px}×{height_px} is too big."),
        Words("Thu nhỏ ảnh xuống dưới 50 megapixel.", "Scale it down below 50 megapixels."),
    )
