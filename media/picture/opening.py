"""Opening pictures that people or other systems give."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from media.picture.decoding import decoded
from media.picture.heif import is_heif, opened_apart

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
"""Decoded in this process: every board decodes them, and their decoders allocate what the header says, which is
checked first."""


def open_picture(data: bytes | Path) -> Image.Image:
    """The picture in a file or its bytes, as RGB, turned as its EXIF orientation says, on white where transparent.

    Raises :class:`~protocol.errors.InvalidMedia` for anything else than a whole JPEG, PNG, WebP, GIF, BMP, TIFF or,
    where pillow-heif is installed, HEIF of at most 50 Mpx.
    """
    raw = data.read_bytes() if isinstance(data, Path) else data
    return opened_apart(raw) if is_heif(raw) else decoded(raw, FORMATS)
