"""Boxes of the shown picture and where they lie on a panel that hangs turned. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PIL import Image

from media.text import Box

Rotation = Literal[0, 90, 180, 270]

_TRANSPOSE = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
"""Pillow turns counter-clockwise, a profile clockwise."""
_BACK: dict[int, Rotation] = {0: 0, 90: 270, 180: 180, 270: 90}


@dataclass(frozen=True, slots=True)
class Turn:
    """From the shown picture of ``width`` x ``height`` to a panel turned clockwise by ``degrees``.

    The panel is here its lit part, from that part's own upper left corner.
    """

    width: int
    height: int
    degrees: Rotation

    @property
    def panel(self) -> tuple[int, int]:
        """Size of the picture as it lies on the panel."""
        return (self.width, self.height) if self.degrees in (0, 180) else (self.height, self.width)

    def box(self, box: Box) -> Box:
        """Where ``box`` of the shown picture lies on the panel."""
        x, y, width, height = box
        match self.degrees:
            case 90:
                return Box(self.height - y - height, x, height, width)
            case 180:
                return Box(self.width - x - width, self.height - y - height, width, height)
            case 270:
                return Box(y, self.width - x - width, height, width)
        return box

    def shown_box(self, box: Box) -> Box:
        """Where ``box`` of the panel lies in the shown picture."""
        return Turn(*self.panel, _BACK[self.degrees]).box(box)

    def onto_panel(self, image: Image.Image) -> Image.Image:
        """``image`` turned as the panel needs it."""
        return _turned(image, self.degrees)


def _turned(image: Image.Image, degrees: Rotation) -> Image.Image:
    return image.transpose(_TRANSPOSE[degrees]) if degrees else image
