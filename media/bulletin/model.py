"""The shapes of a bulletin, before and after it is laid out. All text is NFC."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Style = Literal["title", "heading", "body", "bullet", "small"]
Positive = Annotated[int, Meta(ge=1)]


class Block(Struct, frozen=True):
    """One heading, paragraph or bullet; ``level`` counts from 1 for headings and is the depth, from 0, of a bullet."""

    kind: Literal["heading", "paragraph", "bullet"]
    text: str
    level: int = 0


class Bulletin(Struct, frozen=True):
    """A text to be shown and said."""

    title: str
    blocks: tuple[Block, ...]
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


class Page(Struct, frozen=True):
    """What stands on the board at one time."""

    lines: tuple[Line, ...]
    duration_ms: Positive


class PagedBulletin(Struct, frozen=True):
    """A bulletin laid out for boards whose shown picture is ``width_px`` by ``height_px``."""

    width_px: Positive
    height_px: Positive
    pages: Annotated[tuple[Page, ...], Meta(min_length=1)]
