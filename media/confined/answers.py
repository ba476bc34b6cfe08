"""What a child process tells its parent: one JSON object a line on standard output, after a picture's line its rows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from protocol.words import Words

if TYPE_CHECKING:
    from PIL.Image import Image


class Refused(Struct, frozen=True, tag="refused"):
    """The file is not fit, and why."""

    problem: Words
    remedy: Words


class Picture(Struct, frozen=True, tag="picture"):
    """A picture; its RGB rows follow the line."""

    width_px: int
    height_px: int

    @property
    def length(self) -> int:
        """Bytes of the rows."""
        return self.width_px * self.height_px * 3


def tell(answer: Struct) -> None:
    """In the child: say it at once."""
    sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
    sys.stdout.buffer.flush()


def tell_picture(image: Image) -> None:
    """In the child: hand over an RGB picture."""
    tell(Picture(image.width, image.height))
    sys.stdout.buffer.write(image.tobytes())
    sys.stdout.buffer.flush()
