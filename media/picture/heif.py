"""HEIF, the pictures of iPhones, decoded in a confined child.

Unlike Pillow's own decoders, the HEVC decoder behind it is written for films: it starts threads, takes as much memory
and time as the file's grid of tiles asks for and has a history of writing where it should not. Only uploads come as
HEIF, boards are sent JPEG or WebP, so nobody waits for the child but who uploads.
"""

from __future__ import annotations

from importlib.util import find_spec
from tempfile import NamedTemporaryFile

from PIL import Image

from media.confined import ChildLimits, Errand, pictures_of
from media.picture.refusals import damaged, no_heif_here

LIMITS = ChildLimits(memory_bytes=2 * 1024**3, cpu_s=40, written_bytes=0, wall_s=60.0)
_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
"""ISO/IEC 23008-12, annex B and C."""


def is_heif(raw: bytes) -> bool:
    """Whether its file type box names HEIF as the major brand."""
    return raw[4:8] == b"ftyp" and raw[8:12] in _BRANDS


def opened_apart(raw: bytes, limits: ChildLimits = LIMITS) -> Image.Image:
    """The picture as RGB; raises :class:`~protocol.errors.InvalidMedia`, also where no decoder is installed."""
    if find_spec("pillow_heif") is None:
        raise no_heif_here()
    with NamedTemporaryFile(suffix=".heic") as file:
        file.write(raw)
        file.flush()
        for picture in pictures_of(Errand("media.picture.heif_child", [file.name], limits, damaged)):
            return picture
    raise damaged("the decoder said nothing")
