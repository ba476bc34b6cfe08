"""The shapes of a bulletin, before and after it is laid out. All text is NFC."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Style = Literal["title", "heading", "strong", "body", "bullet", "small"]
"""``strong`` is bold text without the mark of a heading: the head of a table, the value on a card."""
Positive = Annotated[int, Meta(ge=1)]


class Block(Struct, frozen=True, tag="text"):
    """One heading, paragraph or bullet; ``level`` counts from 1 for headings and is the depth, from 0, of a bullet."""

    kind: Literal["heading", "paragraph", "bullet"]
    text: str
    level: int = 0


class Table(Struct, frozen=True, tag="table"):
    """Rows of cells, all of the same length."""

    rows: tuple[tuple[str, ...], ...]
    has_header: bool = True
    """Whether the first row says what the others hold."""

    @property
    def text(self) -> str:
        """What is read out: a line a row, empty cells left out."""
        return "\n".join("; ".join(filter(None, row)) for row in self.rows)


class Card(Struct, frozen=True):
    """One value to be seen at a glance: ``Nhiệt độ``, ``34 °C``, ``lúc 13 giờ``."""

    label: str
    value: str
    note: str = ""

    @property
    def text(self) -> str:
        """What is read out."""
        told = ": ".join(filter(None, (self.label, self.value)))
        return ", ".join(filter(None, (told, self.note)))


class Cards(Struct, frozen=True, tag="cards"):
    """Values side by side."""

    cards: tuple[Card, ...]

    @property
    def text(self) -> str:
        """What is read out: a line a card."""
        return "\n".join(card.text for card in self.cards)


class QrCode(Struct, frozen=True, tag="qr"):
    """What a reader's phone opens: a QR code (ISO/IEC 18004) of ``payload``."""

    payload: Annotated[str, Meta(min_length=1, max_length=300)]
    caption: str = ""

    @property
    def text(self) -> str:
        """What is read out: the caption. Nobody remembers an address that was said."""
        return self.caption


Content = Block | Table | Cards | QrCode


class Bulletin(Struct, frozen=True):
    """A text to be shown and said."""

    title: str
    blocks: tuple[Content, ...]
    source: str = ""
    """Who says so: the number, place and date that stand above an official document's title."""
    valid_until: str = ""
    """For people, such as ``30/06/2026``."""


class Line(Struct, frozen=True):
    """A line of text where it stands in the main box.

    ``y_px`` is the baseline and ``x_px`` the left end of the text, both from the box's upper left corner; ``size_px``
    is the em. The mark of a ``bullet`` is drawn to the left of ``x_px``; its further lines are ``body``.
    """

    text: str
    style: Style
    x_px: int
    y_px: int
    size_px: Positive


class Rule(Struct, frozen=True):
    """A hairline; ``x_px``, ``y_px`` is its upper left corner, as of tiles and codes."""

    x_px: int
    y_px: int
    width_px: Positive
    height_px: Positive


class Tile(Struct, frozen=True):
    """The ground of a card."""

    x_px: int
    y_px: int
    width_px: Positive
    height_px: Positive


class Code(Struct, frozen=True):
    """A QR code with its quiet zone of four modules; the whole is ``side_px`` wide and high."""

    payload: str
    x_px: int
    y_px: int
    side_px: Positive


class Page(Struct, frozen=True, omit_defaults=True):
    """What stands on the board at one time. Tiles lie under rules, codes and lines."""

    lines: tuple[Line, ...]
    duration_ms: Positive
    rules: tuple[Rule, ...] = ()
    tiles: tuple[Tile, ...] = ()
    codes: tuple[Code, ...] = ()


class PagedBulletin(Struct, frozen=True):
    """A bulletin laid out for boards whose shown picture is ``width_px`` by ``height_px``."""

    width_px: Positive
    height_px: Positive
    pages: Annotated[tuple[Page, ...], Meta(min_length=1)]
