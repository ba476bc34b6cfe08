"""Laid out pages as a file: the same pages, the same bytes."""

import pytest

from media.bulletin import Line, Page, PagedBulletin, decode_pages, encode_pages
from protocol.errors import InvalidMedia

PAGES = PagedBulletin(640, 384, (Page((Line("Lịch tiêm phòng", "title", 10, 40, 33),), 4000),))


def test_pages_come_back_as_they_were() -> None:
    assert decode_pages(encode_pages(PAGES)) == PAGES


def test_the_file_is_json_that_names_its_fields() -> None:
    assert encode_pages(PAGES) == encode_pages(decode_pages(encode_pages(PAGES)))
    assert b'"duration_ms":4000' in encode_pages(PAGES)


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"\xff\xfe",
        b"{}",
        b'{"width_px":640,"height_px":384,"pages":[]}',
        encode_pages(PAGES)[:-3],
        encode_pages(PAGES).replace(b'"title"', b'"huge"'),
    ],
)
def test_a_damaged_file_is_refused(damaged: bytes) -> None:
    with pytest.raises(InvalidMedia, match="Publish the bulletin again"):
        decode_pages(damaged)
