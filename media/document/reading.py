"""A PDF opened, in the child: every way in which it can be no document is a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from media.document.refusals import damaged, encrypted, impossible_page, no_pages, not_a_pdf, too_many_pages
from protocol.errors import InvalidMedia

_MOST_PT = 1_000_000.0
_MOST_SLENDER = 200.0
"""Points, and longer side to shorter; beyond them a page is a fault."""
_END_WITHIN = 4_096
"""PDF 1.7, appendix H: the end mark stands in the last 1,024 bytes; some programs write more behind it."""


def pages_of(pdf: Path, most_pages: int) -> Iterator[pdfium.PdfPage]:
    """Every page, or :class:`~protocol.errors.InvalidMedia`."""
    document = _opened(pdf)
    if len(document) > most_pages:
        raise too_many_pages(len(document), most_pages)
    for index in range(len(document)):
        page = _page(document, index)
        if not _possible(*page.get_size()):
            raise impossible_page(index + 1)
        yield page


def _opened(pdf: Path) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise _refusal(pdf, error) from error
    if b"%%EOF" not in pdf.read_bytes()[-_END_WITHIN:]:
        raise damaged("no end")
    return document


def _refusal(pdf: Path, error: pdfium.PdfiumError) -> InvalidMedia:
    if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return encrypted()
    if error.err_code == raw.FPDF_ERR_SUCCESS:
        return no_pages()
    return damaged(str(error)) if b"%PDF-" in pdf.read_bytes()[:1024] else not_a_pdf()


def _page(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    try:
        return document[index]
    except pdfium.PdfiumError as error:
        raise damaged(f"page {index + 1}: {error}") from error


def _possible(width_pt: float, height_pt: float) -> bool:
    shorter, longer = sorted((width_pt, height_pt))
    return longer <= min(_MOST_PT, shorter * _MOST_SLENDER)
