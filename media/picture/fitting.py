"""Bringing a picture to a board's size, all of it visible."""

from __future__ import annotations

from PIL import Image, ImageEnhance, ImageFilter, ImageOps

_BLUR_AT_PX = 64
"""The ground is blurred at this width and brought up: the same softness at a fraction of the work."""
_DIMMED = 0.45
_NEARLY_FULL = 0.02


def fit(image: Image.Image, width_px: int, height_px: int) -> Image.Image:
    """``image`` as large as it fits in ``width_px`` by ``height_px``, on a dim blur of itself where it leaves room."""
    size = (width_px, height_px)
    if _fills(image, size):
        return image.resize(size, Image.Resampling.LANCZOS)
    ground = _ground(image, size)
    inner = ImageOps.contain(image, size, Image.Resampling.LANCZOS)
    ground.paste(inner, ((width_px - inner.width) // 2, (height_px - inner.height) // 2))
    return ground


def _fills(image: Image.Image, size: tuple[int, int]) -> bool:
    """Whether shapes are so near that stretching it by under 2 % is better than a sliver of ground."""
    return abs(image.width * size[1] / (image.height * size[0]) - 1) < _NEARLY_FULL


def _ground(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    small_size = (_BLUR_AT_PX, max(1, round(_BLUR_AT_PX * size[1] / size[0])))
    small = ImageOps.fit(image, small_size, Image.Resampling.BILINEAR).filter(ImageFilter.GaussianBlur(4))
    return ImageEnhance.Brightness(small.resize(size, Image.Resampling.BICUBIC)).enhance(_DIMMED)
