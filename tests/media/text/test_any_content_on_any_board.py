"""Whatever a bulletin holds, in whatever zone: all of it inside, nothing on top of anything, letters big enough."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from media.bulletin import Bulletin, Card, Cards, PagedBulletin, QrCode, Table, decode_pages, encode_pages
from media.text import Geometry, least_letter_px, paginate, size_for_letter_px
from protocol.errors import InvalidInput
from tests.media.text.layout import (
    BOARDS,
    BULLETIN,
    FULL_HD,
    LED,
    TINY,
    Area,
    area_of,
    areas,
    content,
    letters,
    main_of,
)

BOARD = st.sampled_from(BOARDS)
SHARE = st.floats(0.1, 1)
WIDE = Bulletin("T", (Table((("W" * 50, "ẲẤỄ" * 9), ("j|Q" * 9, "")), has_header=True),))
ZALGO = Bulletin("a\u200d" * 90, (Cards((Card("a\u0302\u0301\u0306\u0300" * 30, "W\u200d" * 90, "ស្ត្រី" * 40),)),))
CODES = Bulletin("T", (QrCode("https://a.vn/" + "x" * 280, "Ễ" * 90), QrCode("https://a.vn/"), QrCode("tel:112")))
in_any_zone = given(BULLETIN, BOARD, SHARE, SHARE)


def laid_out(bulletin: Bulletin, geometry: Geometry, across: float, down: float) -> tuple[PagedBulletin, Area]:
    """The pages in a part of the board, and that part from its own corner; zones too small to be read are left out."""
    room = max(1, round(geometry.width_px * across)), max(1, round(geometry.height_px * down))
    try:
        return paginate(bulletin, geometry, room), Area(0, 0, *room)
    except InvalidInput as refused:
        assert "too small to be read" in refused.problem.en
        assume(False)
        raise


@in_any_zone
@settings(max_examples=30, deadline=None)
@example(WIDE, LED, 1.0, 1.0)
@example(WIDE, TINY, 0.4, 1.0)
@example(ZALGO, FULL_HD, 0.2, 0.3)
@example(CODES, TINY, 0.4, 0.4)
def test_all_of_it_is_inside_the_zone(bulletin: Bulletin, geometry: Geometry, across: float, down: float) -> None:
    paged, zone = laid_out(bulletin, geometry, across, down)
    for page in paged.pages:
        assert all(zone.holds(area) for area in areas(page))
        assert all(zone.holds(area_of(tile)) for tile in page.tiles)


@in_any_zone
@settings(max_examples=30, deadline=None)
@example(WIDE, LED, 1.0, 1.0)
@example(ZALGO, FULL_HD, 0.2, 0.3)
@example(CODES, LED, 0.9, 0.9)
def test_nothing_stands_on_anything_else(bulletin: Bulletin, geometry: Geometry, across: float, down: float) -> None:
    paged, _ = laid_out(bulletin, geometry, across, down)
    for page in paged.pages:
        tiles = [area_of(tile) for tile in page.tiles]
        assert not any(one.meets(other) for one, other in combinations(areas(page), 2))
        assert not any(one.meets(other) for one, other in combinations(tiles, 2))
        assert all(tile.holds(area) or not tile.meets(area) for tile in tiles for area in areas(page))


@in_any_zone
@settings(max_examples=20, deadline=None)
def test_no_letter_is_smaller_than_can_be_read(
    bulletin: Bulletin, geometry: Geometry, across: float, down: float
) -> None:
    paged, _ = laid_out(bulletin, geometry, across, down)
    least = size_for_letter_px(least_letter_px(geometry))
    assert all(line.size_px >= least for page in paged.pages for line in page.lines)


@in_any_zone
@settings(max_examples=20, deadline=None)
def test_pages_come_back_from_their_file(bulletin: Bulletin, geometry: Geometry, across: float, down: float) -> None:
    paged, _ = laid_out(bulletin, geometry, across, down)
    assert decode_pages(encode_pages(paged)) == paged


@given(BULLETIN, BOARD)
@settings(max_examples=12, deadline=None)
def test_without_a_room_it_is_the_main_zone_of_the_board(bulletin: Bulletin, geometry: Geometry) -> None:
    assert paginate(bulletin, geometry) == paginate(bulletin, geometry, main_of(geometry))


@given(st.lists(st.builds(Card, *[st.text("ẤỄỘn ", max_size=30)] * 3), min_size=1, max_size=9), BOARD)
@settings(max_examples=20, deadline=None)
def test_cards_keep_every_letter_in_order(cards: list[Card], geometry: Geometry) -> None:
    written = ["T", *(text for card in cards for text in (card.label, card.value, card.note))]
    shown = [line.text for line in content(paginate(Bulletin("T", (Cards(tuple(cards)),)), geometry))]
    assert letters(shown).replace(":", "") == letters(written)


def test_a_zone_too_narrow_for_words_is_refused() -> None:
    with pytest.raises(InvalidInput, match="A zone of 60×300 is too small to be read from 12 m"):
        paginate(Bulletin("Lịch tiêm", ()), LED, (60, 300))


def test_in_a_narrow_zone_letters_are_smaller_but_can_be_read() -> None:
    near = Geometry(1920, 1080, 0.634, 1.0)
    whole, narrow = paginate(Bulletin("Tin", ()), near), paginate(Bulletin("Tin", ()), near, (400, 800))
    assert narrow.pages[0].lines[0].size_px < whole.pages[0].lines[0].size_px
