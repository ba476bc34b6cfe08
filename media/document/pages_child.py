"""Run as a program by :mod:`media.document.pages`: draws the pages of one PDF."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from media.confined import Refused, confine, tell, tell_picture
from media.document.reading import pages_of
from protocol.errors import InvalidMedia

_NEARLY_FULL = 0.02
"""A page whose shape differs by less is drawn to fill the board."""
_WHITE = (255, 255, 255, 255)


def pages(pdf: Path, width_px: int, height_px: int, most_pages: int) -> Iterator[Image.Image]:
    """All pages, or :class:`~protocol.errors.InvalidMedia`."""
    for page in pages_of(pdf, most_pages):
        yield _drawn(page, _size_px(page.get_size(), (width_px, height_px)))


def _size_px(page_pt: tuple[float, float], board_px: tuple[int, int]) -> tuple[int, int]:
    across, down = board_px[0] / page_pt[0], board_px[1] / page_pt[1]
    if abs(down / across - 1) < _NEARLY_FULL:
        return board_px
    return max(1, round(page_pt[0] * min(across, down))), max(1, round(page_pt[1] * min(across, down)))


def _drawn(page: pdfium.PdfPage, size_px: tuple[int, int]) -> Image.Image:
    """Without annotations, forms or colours at the edges of letters, which only a screen of three stripes wants."""
    image = Image.new("RGB", size_px, "white")
    bitmap = pdfium.PdfBitmap.new_native(*size_px, raw.FPDFBitmap_BGR, rev_byteorder=True)
    bitmap.fill_rect(_WHITE, 0, 0, *size_px)
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, *size_px, 0, raw.FPDF_REVERSE_BYTE_ORDER)
    image.frombytes(bytes(bitmap.buffer))
    return image


def main(limits: str, pdf: Path, width_px: int, height_px: int, most_pages: int) -> None:
    """Tell the pages, or the refusal."""
    confine(limits)
    try:
        for picture in pages(pdf, width_px, height_px, most_pages):
            tell_picture(picture)
    except InvalidMedia as error:
        tell(Refused(error.problem, error.remedy))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
