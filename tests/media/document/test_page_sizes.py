"""How large pages are; what is no document is refused as when it is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from media.document import page_sizes_pt
from protocol.errors import InvalidMedia
from tests.media.document.papers import A4, SLIDE, write_pdf


def test_each_page_has_its_size_in_points_as_it_is_turned(tmp_path: Path) -> None:
    assert page_sizes_pt(write_pdf(tmp_path / "a.pdf", [A4, SLIDE])) == ((595, 842), (960, 540))
    assert page_sizes_pt(write_pdf(tmp_path / "b.pdf", [SLIDE], page="/Rotate 90")) == ((540, 960),)


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no document at all")
    with pytest.raises(InvalidMedia, match="not a PDF"):
        page_sizes_pt(tmp_path / "a.pdf")
    with pytest.raises(InvalidMedia, match="61"):
        page_sizes_pt(write_pdf(tmp_path / "b.pdf", [A4] * 61))
