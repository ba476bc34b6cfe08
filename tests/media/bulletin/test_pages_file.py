"""Laid out pages as a file: the same pages, the same bytes."""

import msgspec
import pytest

from media.bulletin import (
    Block,
    Bulletin,
    Card,
    Cards,
    Code,
    Line,
    Page,
    PagedBulletin,
    QrCode,
    Rule,
    Table,
    Tile,
    decode_pages,
    encode_pages,
)
from protocol.errors import InvalidMedia

PAGES = PagedBulletin(640, 384, (Page((Line("Lịch tiêm phòng", "title", 10, 40, 33),), 4000),))


def test_pages_come_back_as_they_were() -> None:
    assert decode_pages(encode_pages(PAGES)) == PAGES


def test_the_file_is_json_that_names_its_fields() -> None:
    assert encode_pages(PAGES) == encode_pages(decode_pages(encode_pages(PAGES)))
    assert b'"duration_ms":4000' in encode_pages(PAGES)


def test_a_page_may_hold_hairlines_tiles_and_codes() -> None:
    page = Page((), 4000, (Rule(1, 2, 3, 4),), (Tile(5, 6, 7, 8),), (Code("https://a.vn", 9, 10, 87),))
    pages = PagedBulletin(640, 384, (page,))
    assert decode_pages(encode_pages(pages)) == pages


def test_pages_of_text_are_the_bytes_they_always_were() -> None:
    line = b'{"text":"Tin","style":"title","x_px":10,"y_px":40,"size_px":33}'
    before = b'{"width_px":640,"height_px":384,"pages":[{"lines":[' + line + b'],"duration_ms":4000}]}'
    assert encode_pages(decode_pages(before)) == before


def test_a_bulletin_of_every_kind_of_block_can_be_kept_as_json() -> None:
    blocks = (Block("bullet", "a", 1), Table((("a",),)), Cards((Card("a", "b"),)), QrCode("https://a.vn", "a"))
    bulletin = Bulletin("T", blocks)
    assert msgspec.json.decode(msgspec.json.encode(bulletin), type=Bulletin) == bulletin


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
