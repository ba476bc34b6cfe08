"""The pages of a PDF, drawn in a confined child."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from media.confined import ChildLimits, Errand, pictures_of
from media.document.refusals import damaged

MOST_PAGES = 60
LIMITS = ChildLimits(memory_bytes=2 * 1024**3, cpu_s=180, written_bytes=0, wall_s=600.0)
"""The wall clock also runs while the caller works on a page."""


def page_pictures(
    pdf: Path, width_px: int, height_px: int, most_pages: int = MOST_PAGES, limits: ChildLimits = LIMITS
) -> Iterator[Image.Image]:
    """Each page as RGB on white, as large as it fits in ``width_px`` by ``height_px``, in its own shape.

    Annotations and filled forms are not drawn, scripts never run. Pages are drawn at this very size, so a caller that
    does not scale them again keeps the letters sharp. Raises :class:`~protocol.errors.InvalidMedia` for what is
    locked, damaged, empty, of more than ``most_pages`` pages or no PDF; before the first page unless a later one is to
    blame.
    """
    arguments = [str(pdf), str(width_px), str(height_px), str(most_pages)]
    yield from pictures_of(Errand("media.document.pages_child", arguments, limits, damaged))
