"""Pages of a PDF as sharp pictures; and everything that only pretends to be one is refused."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from media.document import page_pictures
from media.document.pages import LIMITS
from media.picture import fit
from protocol.errors import InvalidMedia
from tests.media.document.papers import A4, SLIDE, write_pdf
from tests.media.samples import sample

LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<00> <00>]"
NOTE = "/Annots [<< /Type /Annot /Subtype /Square /Rect [100 100 860 440] /C [1 0 0] /IC [1 0 0] /F 4 >>]"


def shown(pdf: Path, width_px: int = 640, height_px: int = 384) -> list[Image.Image]:
    return list(page_pictures(pdf, width_px, height_px))


def test_each_page_is_a_picture_in_its_own_shape(tmp_path: Path) -> None:
    pages = shown(write_pdf(tmp_path / "a.pdf", [A4, "0 0 842 595", "0 0 400 400"]))
    assert [(page.mode, page.size) for page in pages] == [("RGB", (271, 384)), ("RGB", (543, 384)), ("RGB", (384, 384))]


def test_a_page_of_nearly_the_boards_shape_fills_it(tmp_path: Path) -> None:
    assert shown(write_pdf(tmp_path / "a.pdf", ["0 0 960 570"]))[0].size == (640, 384)


def test_the_paper_is_white_and_the_letters_black(tmp_path: Path) -> None:
    page = np.asarray(shown(write_pdf(tmp_path / "a.pdf", [SLIDE]))[0])
    assert (page[0, 0] == 255).all()
    assert page.min() < 40
    assert (page[..., 0] == page[..., 2]).all()


def test_letters_stay_sharp_on_the_way_to_the_board(tmp_path: Path) -> None:
    page = shown(write_pdf(tmp_path / "a.pdf", [A4], b"BT /F1 48 Tf 60 400 Td (HIL) Tj ET"))[0]
    board = np.asarray(fit(page, 640, 384))
    left = (640 - page.width) // 2
    assert (board[:, left : left + page.width] == np.asarray(page)).all()
    steps = np.abs(np.diff(np.asarray(page.convert("L")).astype(int), axis=1))
    assert steps.max() > 180


def test_a_turned_page_comes_out_upright(tmp_path: Path) -> None:
    assert shown(write_pdf(tmp_path / "a.pdf", [SLIDE], page="/Rotate 90"))[0].size == (216, 384)


def test_annotations_are_not_drawn(tmp_path: Path) -> None:
    plain = shown(write_pdf(tmp_path / "a.pdf", [SLIDE]))[0]
    assert shown(write_pdf(tmp_path / "b.pdf", [SLIDE], page=NOTE))[0].tobytes() == plain.tobytes()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 3_000), st.integers(1, 3_000), st.integers(16, 500), st.integers(16, 500))
def test_a_page_never_exceeds_its_board_and_touches_it(
    tmp_path: Path, width_pt: int, height_pt: int, width_px: int, height_px: int
) -> None:
    try:
        page = shown(write_pdf(tmp_path / "a.pdf", [f"0 0 {width_pt} {height_pt}"]), width_px, height_px)[0]
    except InvalidMedia as refused:
        assert max(width_pt, height_pt) > 200 * min(width_pt, height_pt), refused
    else:
        assert page.width <= width_px
        assert page.height <= height_px
        assert page.width == width_px or page.height == height_px


def test_a_reader_that_leaves_early_leaves_no_child(tmp_path: Path) -> None:
    pages = page_pictures(write_pdf(tmp_path / "a.pdf", [A4] * 50), 1920, 1080)
    assert next(pages).size == (763, 1080)
    pages.close()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not a PDF"),
        (b"PK\x03\x04 a text document", "not a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "not a PDF"),
        (b"%PDF-1.7\n" + b"nothing more\n" * 9, "damaged"),
        (b"%PDF-1.7\n%%EOF\n", "damaged"),
    ],
)
def test_what_is_no_document_is_refused(content: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(InvalidMedia, match=why):
        shown(tmp_path / "a.pdf")


def test_a_locked_one_says_how_to_unlock_it(tmp_path: Path) -> None:
    with pytest.raises(InvalidMedia, match="Remove the password"):
        shown(write_pdf(tmp_path / "a.pdf", trailer=LOCK))


def test_one_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidMedia, match="no pages"):
        shown(write_pdf(tmp_path / "a.pdf", []))


def test_ten_thousand_pages_are_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidMedia, match="10000 pages; a board shows at most 60"):
        shown(write_pdf(tmp_path / "a.pdf", [A4] * 10_000))


def test_the_most_pages_are_the_callers_choice(tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "a.pdf", [A4] * 3)
    assert len(list(page_pictures(pdf, 64, 64, most_pages=3))) == 3
    with pytest.raises(InvalidMedia, match="at most 2"):
        list(page_pictures(pdf, 64, 64, most_pages=2))


@pytest.mark.parametrize("box", ["0 0 100000000 100000000", "0 0 14400 10", "0 0 3 14400"])
def test_an_impossible_paper_is_refused(box: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidMedia, match="Page 2 of the PDF has an impossible size"):
        shown(write_pdf(tmp_path / "a.pdf", [A4, box]))


@pytest.mark.parametrize("box", ["0 0 0 0", "a b c d", f"0 0 1{'0' * 38} 1{'0' * 38}"])
def test_paper_of_no_size_is_letter_paper_as_in_every_reader(box: str, tmp_path: Path) -> None:
    assert shown(write_pdf(tmp_path / "a.pdf", [box]))[0].size == (297, 384)


def test_a_big_poster_costs_no_more_than_its_picture(tmp_path: Path) -> None:
    assert shown(write_pdf(tmp_path / "a.pdf", ["0 0 14400 14400"]))[0].size == (384, 384)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_document_is_refused(share: float, tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "a.pdf", [A4] * 4)
    pdf.write_bytes(pdf.read_bytes()[: int(pdf.stat().st_size * share)])
    with pytest.raises(InvalidMedia, match="damaged"):
        shown(pdf)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1), garbage=st.binary(min_size=1, max_size=100))
def test_damage_anywhere_is_refused_or_harmless(at: float, garbage: bytes, tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "a.pdf", [A4] * 2)
    content = bytearray(pdf.read_bytes())
    first = int(at * (len(content) - len(garbage)))
    content[first : first + len(garbage)] = garbage
    pdf.write_bytes(content)
    try:
        assert all(page.mode == "RGB" for page in shown(pdf, 64, 64))
    except InvalidMedia as refused:
        assert refused.told_in("vi")


@pytest.mark.parametrize(
    "limits",
    [
        msgspec.structs.replace(LIMITS, wall_s=0.01),
        msgspec.structs.replace(LIMITS, memory_bytes=16 * 1024**2),
        msgspec.structs.replace(LIMITS, cpu_s=0),
    ],
    ids=["time", "memory", "processor"],
)
def test_a_child_over_its_limits_costs_only_the_document(limits: object, tmp_path: Path) -> None:
    assert isinstance(limits, type(LIMITS))
    with pytest.raises(InvalidMedia, match="damaged or incomplete"):
        list(page_pictures(write_pdf(tmp_path / "a.pdf"), 4_000, 4_000, limits=limits))


def test_a_page_that_never_ends_is_stopped(tmp_path: Path) -> None:
    endless = b"q 0 0 1 RG 0 0 900 500 re S Q " * 2_000_000
    limits = msgspec.structs.replace(LIMITS, wall_s=0.6)
    with pytest.raises(InvalidMedia, match="signal 9"):
        list(page_pictures(write_pdf(tmp_path / "a.pdf", content=endless), 640, 384, limits=limits))


@pytest.mark.parametrize(
    ("package", "name"),
    [("shared-mime-info", "shared-mime-info-spec.pdf"), ("libtasn1-doc", "libtasn1.pdf")],
)
def test_a_document_nobody_here_made(package: str, name: str) -> None:
    pages = list(page_pictures(sample(package, name), 480, 800))
    assert len(pages) > 10
    assert {page.width for page in pages} == {480}
    darkest, brightest = pages[2].convert("L").getextrema()
    assert (darkest < 100, brightest) == (True, 255)
