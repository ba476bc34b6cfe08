"""Run as a program by :mod:`media.document.pages`: draws the pages of one PDF."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from media.confined import Refused, confine, tell, tell_picture
from media.document.refusals import damaged, encrypted, impossible_page, no_pages, not_a_pdf, too_many_pages
from protocol.errors import InvalidMedia

_NEARLY_FULL = 0.02
"""A page whose shape differs by less is drawn to fill the board."""
_MOST_PT = 1_000_000.0
_MOST_SLENDER = 200.0
"""Points, and longer side to shorter; beyond them a page is a fault."""
_WHITE = (255, 255, 255, 255)
_END_WITHIN = 4_096
"""PDF 1.7, appendix H: the end mark stands in the last 1,024 bytes; some programs write more behind it."""


def pages(pdf: Path, width_px: int, height_px: int, most_pages: int) -> Iterator[Image.Image]:
    """All pages, or :class:`~protocol.errors.InvalidMedia`."""
    document = _opened(pdf)
    if len(document) > most_pages:
        raise too_many_pages(len(document), most_pages)
    for index in range(len(document)):
        page = _page(document, index)
        yield _drawn(page, _size_px(page.get_size(), index + 1, (width_px, height_px)))


def _opened(pdf: Path) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise _refusal(pdf, error) from error
    if b"%%EOF" not in _tail(pdf):
        raise damaged("no end")
    return document


def _refusal(pdf: Path, error: pdfium.PdfiumError) -> InvalidMedia:
    if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return encrypted()
    if error.err_code == raw.FPDF_ERR_SUCCESS:
        return no_pages()
    return damaged(str(error)) if b"%PDF-" in pdf.read_bytes()[:1024] else not_a_pdf()


def _tail(pdf: Path) -> bytes:
    return pdf.read_bytes()[-_END_WITHIN:]


def _page(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    try:
        return document[index]
    except pdfium.PdfiumError as error:
        raise damaged(f"page {index + 1}: {error}") from error


def _size_px(page_pt: tuple[float, float], number: int, board_px: tuple[int, int]) -> tuple[int, int]:
    if not _possible(*page_pt):
        raise impossible_page(number)
    across, down = board_px[0] / page_pt[0], board_px[1] / page_pt[1]
    if abs(down / across - 1) < _NEARLY_FULL:
        return board_px
    return max(1, round(page_pt[0] * min(across, down))), max(1, round(page_pt[1] * min(across, down)))


def _possible(width_pt: float, height_pt: float) -> bool:
    shorter, longer = sorted((width_pt, height_pt))
    return longer <= min(_MOST_PT, shorter * _MOST_SLENDER)


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
