"""What the tests of pages share: boards, content of every kind, and where things stand on a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hypothesis import strategies as st

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
    clean,
)
from media.text import Boxes, Geometry, ink
from media.text.scale import WEIGHTS

LED = Geometry(640, 384, 5.0, 12.0)
FULL_HD = Geometry(1920, 1080, 0.634, 4.0)
UPRIGHT = Geometry(1080, 1920, 0.634, 4.0)
TINY = Geometry(320, 160, 10.0, 15.0)
BOARDS = (LED, FULL_HD, UPRIGHT, TINY)

SYLLABLE = st.text("nghiêtrươyÂẤỄỘẬỗăđ", min_size=1, max_size=7).map(clean)
SENTENCE = st.lists(SYLLABLE, min_size=1, max_size=25).map(" ".join)
PHRASE = st.lists(SYLLABLE, min_size=1, max_size=5).map(" ".join)
ANYTHING = st.text(st.characters(codec="utf-8"), max_size=40).map(clean)
TEXT = st.one_of(SENTENCE, ANYTHING)

BLOCK = st.builds(Block, st.sampled_from(["heading", "paragraph", "bullet"]), TEXT, st.integers(0, 3))
CARDS = st.lists(st.builds(Card, TEXT, TEXT, TEXT), min_size=1, max_size=7).map(lambda cards: Cards(tuple(cards)))
CODE = st.builds(QrCode, st.text("abcdef./-0123456789", min_size=1, max_size=120).map("https://".__add__), TEXT)


def tables(cell: st.SearchStrategy[str]) -> st.SearchStrategy[Table]:
    def of_width(width: int) -> st.SearchStrategy[Table]:
        row = st.tuples(*[cell] * width)
        return st.builds(Table, st.lists(row, min_size=2, max_size=9).map(tuple), st.booleans())

    return st.integers(1, 6).flatmap(of_width)


CONTENT = st.one_of(BLOCK, tables(st.one_of(PHRASE, ANYTHING)), CARDS, CODE)
BULLETIN = st.builds(Bulletin, TEXT, st.lists(CONTENT, max_size=5).map(tuple), TEXT)


class Area(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: Area) -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not beside and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Area) -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


def area_of(one: Line | Rule | Tile | Code) -> Area:
    match one:
        case Line():
            box = ink(one.text, WEIGHTS[one.style], one.size_px)
            return Area(one.x_px + box.left, one.y_px + box.top, one.x_px + box.right, one.y_px + box.bottom)
        case Code():
            return Area(one.x_px, one.y_px, one.x_px + one.side_px, one.y_px + one.side_px)
        case Rule() | Tile():
            return Area(one.x_px, one.y_px, one.x_px + one.width_px, one.y_px + one.height_px)


def areas(page: Page) -> Iterator[Area]:
    """Of all that must not meet: everything but tiles, on which lines stand."""
    for one in (*page.lines, *page.rules, *page.codes):
        yield area_of(one)


def main_of(geometry: Geometry) -> tuple[int, int]:
    return Boxes.of(geometry).main.size


def without_repeat(page: Page) -> tuple[Line, ...]:
    head = page.lines[0] if page.lines else None
    is_repeat = head and head.style == "small" and head.text.endswith(")") and "/" in head.text and page.rules
    return page.lines[1:] if is_repeat else page.lines


def content(paged: PagedBulletin) -> list[Line]:
    """All lines but the repeats of the title."""
    first, *later = paged.pages
    return [*first.lines, *(line for page in later for line in without_repeat(page))]


def letters(texts: list[str]) -> str:
    return "".join(texts).replace(" ", "").replace("\u200b", "")
