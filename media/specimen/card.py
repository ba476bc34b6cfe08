"""A test card: a picture that shows at a glance whether it was turned, mirrored, cut, stretched or recoloured."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

RED, GREEN, BLUE, YELLOW = (200, 30, 40), (30, 150, 70), (30, 70, 180), (245, 200, 40)
_GROUND, _INK, _LIGHT = (236, 236, 228), (24, 28, 36), (190, 194, 188)
_UPRIGHT_AFTER_A_QUARTER_RIGHT = 6
"""Value of EXIF tag 0x0112 (CIPA DC-008)."""


def card(width_px: int = 320, height_px: int = 180, number: int = 1) -> Image.Image:
    """RGB. Corners clockwise from the upper left: red, green, yellow, blue. An arrow up, ``number`` dots."""
    image = Image.new("RGB", (width_px, height_px), _GROUND)
    draw = ImageDraw.Draw(image)
    _draw_grid(draw, image.size)
    _draw_arrow(draw, image.size)
    _draw_corners(draw, image.size)
    _draw_dots(draw, image.size, number)
    return image


def make_card(path: Path, width_px: int = 320, height_px: int = 180, number: int = 1) -> None:
    """Write it without loss, in the format of the file's name: PNG, or WebP."""
    card(width_px, height_px, number).save(path, lossless=True)


def make_turned_card(path: Path, width_px: int = 320, height_px: int = 180) -> None:
    """Write a JPEG as a telephone held upright does: lying on its side, with EXIF saying which way is up."""
    exif = Image.Exif()
    exif[0x0112] = _UPRIGHT_AFTER_A_QUARTER_RIGHT
    lying = card(width_px, height_px).transpose(Image.Transpose.ROTATE_90)
    lying.save(path, "JPEG", quality=95, subsampling=0, exif=exif)


def _draw_grid(draw: ImageDraw.ImageDraw, size: tuple[int, int]) -> None:
    """Squares: stretched they are none."""
    step = max(4, min(size) // 9)
    for x in range(size[0] // 2 % step, size[0], step):
        draw.line([x, 0, x, size[1]], fill=_LIGHT)
    for y in range(size[1] // 2 % step, size[1], step):
        draw.line([0, y, size[0], y], fill=_LIGHT)
    draw.rectangle([0, 0, size[0] - 1, size[1] - 1], outline=_INK, width=max(1, min(size) // 90))


def _draw_arrow(draw: ImageDraw.ImageDraw, size: tuple[int, int]) -> None:
    x, y, reach = size[0] // 2, size[1] // 2, round(min(size) * 0.36)
    draw.ellipse([x - reach, y - reach, x + reach, y + reach], outline=_INK, width=max(1, reach // 12))
    head, half = round(reach * 0.7), round(reach * 0.18)
    draw.polygon([(x, y - head), (x + head * 2 // 3, y), (x - head * 2 // 3, y)], fill=_INK)
    draw.rectangle([x - half, y, x + half, y + head], fill=_INK)


def _draw_corners(draw: ImageDraw.ImageDraw, size: tuple[int, int]) -> None:
    side, right, bottom = max(2, min(size) // 5), size[0] - 1, size[1] - 1
    draw.rectangle([0, 0, side, side], fill=RED)
    draw.rectangle([right - side, 0, right, side], fill=GREEN)
    draw.rectangle([right - side, bottom - side, right, bottom], fill=YELLOW)
    draw.rectangle([0, bottom - side, side, bottom], fill=BLUE)


def _draw_dots(draw: ImageDraw.ImageDraw, size: tuple[int, int], number: int) -> None:
    """At the right of the red corner."""
    side = max(2, min(size) // 5)
    radius = side // 5
    for dot in range(number):
        x, y = side + (3 * dot + 2) * radius, side // 2
        draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=_INK)
