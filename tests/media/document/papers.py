"""Small PDFs written by hand, so that every fault can be put where it is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

A4 = "0 0 595 842"
SLIDE = "0 0 960 540"
LETTERS = b"BT /F1 36 Tf 60 400 Td (Thong bao) Tj ET"


def write_pdf(
    path: Path, boxes: Sequence[str] = (A4,), content: bytes = LETTERS, page: str = "", trailer: str = ""
) -> Path:
    """One page for each media box, all with one content; ``page`` and ``trailer`` are put into those dictionaries."""
    kids = " ".join(f"{4 + index} 0 R" for index in range(len(boxes)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(boxes)} /Kids [{kids}] >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        *(_page(box, page) for box in boxes),
    ]
    path.write_bytes(_file(objects, trailer))
    return path


def _page(box: str, more: str) -> bytes:
    font = "<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Resources << /Font {font} >> /Contents 3 0 R {more} >>"
    ).encode()


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    begins = []
    for number, body in enumerate(objects, 1):
        begins.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % begin for begin in begins)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)
