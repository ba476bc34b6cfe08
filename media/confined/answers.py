"""What a child tells its parent: a JSON object a line on standard output, after a picture or a block its bytes."""

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


class Block(Struct, frozen=True, tag="block"):
    """So many bytes, which follow the line."""

    length: int


def tell(answer: Struct) -> None:
    """In the child: say it at once."""
    sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
    sys.stdout.buffer.flush()


def tell_picture(image: Image) -> None:
    """In the child: hand over an RGB picture."""
    tell(Picture(image.width, image.height))
    sys.stdout.buffer.write(image.tobytes())
    sys.stdout.buffer.flush()


def tell_block(data: bytes) -> None:
    """In the child: hand over some bytes."""
    tell(Block(len(data)))
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
