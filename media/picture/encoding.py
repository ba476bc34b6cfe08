"""Pictures as bytes, without anything a phone wrote into them (place, owner, thumbnail)."""

from __future__ import annotations

from io import BytesIO

from PIL import Image


def encode_jpeg(image: Image.Image, quality: int = 85) -> bytes:
    """A baseline JPEG of ``image``."""
    return _encoded(image, "JPEG", quality=quality, optimize=True)


def encode_webp(image: Image.Image, quality: int = 80) -> bytes:
    """A lossy WebP of ``image``: a third smaller than JPEG, and slower to make."""
    return _encoded(image, "WEBP", quality=quality, method=4)


def encode_png(image: Image.Image) -> bytes:
    """``image`` to the pixel."""
    return _encoded(image, "PNG")


def _encoded(image: Image.Image, file_format: str, **options: int | bool) -> bytes:
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    out = BytesIO()
    bare.save(out, file_format, **options)
    return out.getvalue()
