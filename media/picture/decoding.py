"""Bytes into pixels by Pillow, every fault of the file as one kind of error."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps, TiffImagePlugin, UnidentifiedImageError

from media.picture.refusals import MOST_PIXELS, damaged, too_big, unknown_kind

_PAPER = (255, 255, 255)
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, RuntimeError, Warning)
"""What Pillow and its plug-ins raise for damaged files; warnings are made errors here."""
_FAULTY_NOTES = ("Metadata Warning", "Possibly corrupt EXIF", "Image appears to be a malformed MPO")
_TIFF = (b"II", b"MM")
_DEEP_GREY = {"I", "I;16", "I;16L", "I;16B", "I;16N"}
_DEEP_TO_BYTE = 1 / 257


def decoded(raw: bytes, formats: tuple[str, ...]) -> Image.Image:
    """The first picture in ``raw`` as RGB, turned as its EXIF orientation says, on white where transparent.

    Raises :class:`~protocol.errors.InvalidMedia` for what is not a whole picture of one of Pillow's ``formats``.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            _overlook_faulty_notes(raw)
            return _decoded(raw, formats)
    except UnidentifiedImageError as error:
        raise unknown_kind() from error
    except _BOMBS as error:
        raise too_big() from error
    except _BROKEN as error:
        raise damaged(str(error)) from error


def _overlook_faulty_notes(raw: bytes) -> None:
    """A photo is whole whatever its EXIF looks like; in a TIFF the same tags say how to read the picture itself."""
    for fault in _FAULTY_NOTES:
        warnings.filterwarnings("ignore", fault, UserWarning)
    if not raw.startswith(_TIFF):
        warnings.filterwarnings("ignore", category=UserWarning, module=TiffImagePlugin.__name__)


def _decoded(raw: bytes, formats: tuple[str, ...]) -> Image.Image:
    with Image.open(BytesIO(raw), formats=formats) as image:
        if image.width * image.height > MOST_PIXELS:
            raise too_big()
        image.load()  # decodes it all: verify() passes truncated JPEGs
        return _flat(ImageOps.exif_transpose(image))


def _flat(image: Image.Image) -> Image.Image:
    if image.mode in _DEEP_GREY:
        return image.convert("I").point(lambda level: level * _DEEP_TO_BYTE).convert("L").convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    paper = Image.new("RGBA", image.size, _PAPER)
    return Image.alpha_composite(paper, image.convert("RGBA")).convert("RGB")
