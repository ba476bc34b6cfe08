"""One picture of the whole: the panel behind, what the boards show before it."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFilter

SIZE = (1600, 980)
GROUND = (226, 232, 240)
FRAME = (30, 41, 59)
FRAME_PX = 12
SHADOW_PX = 18
PANEL_PX = 1120
Place = tuple[int, int, int]
"""(left, top, width) in pixels."""
AT: dict[str, Place] = {
    "panel": (40, 40, PANEL_PX),
    "bulletin": (880, 200, 680),
    "led": (60, 610, 500),
    "speaker": (620, 670, 440),
}


def overview(panel: Image.Image, led: Image.Image, bulletin: Image.Image, speaker: Image.Image) -> Image.Image:
    """Panel, LED screen, e-bulletin board and loudspeaker, 1600x980."""
    whole = Image.new("RGB", SIZE, GROUND)
    for name, image in (("panel", panel), ("bulletin", bulletin), ("led", led), ("speaker", speaker)):
        hang(whole, image, AT[name])
    return whole


def hang(wall: Image.Image, image: Image.Image, place: Place) -> None:
    """``image`` in a frame, with its shadow, on ``wall``."""
    left, top, width = place
    scaled = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    box = (left, top, left + scaled.width + 2 * FRAME_PX, top + scaled.height + 2 * FRAME_PX)
    cast_shadow(wall, box)
    ImageDraw.Draw(wall).rounded_rectangle(box, FRAME_PX, fill=FRAME)
    wall.paste(scaled, (left + FRAME_PX, top + FRAME_PX))


def cast_shadow(wall: Image.Image, box: tuple[int, int, int, int]) -> None:
    """A soft shadow below ``box``."""
    shade = Image.new("L", wall.size, 0)
    left, top, right, bottom = box
    ImageDraw.Draw(shade).rectangle((left, top + SHADOW_PX, right, bottom + SHADOW_PX), fill=90)
    wall.paste((71, 85, 105), (0, 0), shade.filter(ImageFilter.GaussianBlur(SHADOW_PX)))
