"""Reads what officers have: a plain text, or the markdown of an official document with all its broken lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from media.bulletin.clean import clean, clean_lines
from media.bulletin.emphasis import is_rule, without_emphasis
from media.bulletin.model import Block, Bulletin
from media.bulletin.title import titled
from protocol.errors import InvalidInput
from protocol.words import Words

MOST_CHARACTERS = 500_000

_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_BULLET = re.compile(r"([-*•–+])\s+(.+)")
_CLOSED = re.compile(r"[.;:!?…/]$")
_FULL_LINE = 60
"""A line at least this long without a full stop was broken by its editor's margin, not by its writer."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line on its way to a block. ``starts_chunk``: a blank line stood before it."""

    block: Block
    starts_chunk: bool
    closed: bool
    """What follows is not its continuation."""


def read_bulletin(text: str, title: str | None = None) -> Bulletin:
    """The bulletin in ``text``: every word of it, in its order, as title, source and blocks.

    Without ``title`` the document's own is taken. Raises :class:`InvalidInput` for a text without words or beyond
    ``MOST_CHARACTERS``.
    """
    if len(text) > MOST_CHARACTERS:
        raise _too_long()
    blocks = tuple(piece.block for piece in _joined(_pieces(text)))
    given = clean(title or "")
    if not blocks and not given:
        raise _empty()
    return titled(blocks, given)


def _pieces(text: str) -> Iterator[_Piece]:
    lines = clean_lines(text)
    for rule, chunk in groupby(lines, key=is_rule):
        if not rule:
            yield from _pieces_of_chunk(without_emphasis("\n".join(chunk)).split("\n"))


def _pieces_of_chunk(lines: Sequence[str]) -> Iterator[_Piece]:
    for number, line in enumerate(lines):
        block = _block(line.strip())
        if block.text:
            yield _Piece(block, starts_chunk=number == 0, closed=line.endswith("  ") or _is_closed(block))


def _block(line: str) -> Block:
    if heading := _HEADING.fullmatch(line):
        return Block("heading", heading[2].strip(), len(heading[1]))
    if bullet := _BULLET.fullmatch(line):
        return Block("bullet", bullet[2], 1 if bullet[1] == "+" else 0)
    return Block("paragraph", line)


def _is_closed(block: Block) -> bool:
    return block.kind == "heading" or _CLOSED.search(block.text) is not None


def _joined(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """``pieces`` with broken paragraphs made whole: official texts come with a break at every page end."""
    held: _Piece | None = None
    for piece in pieces:
        if held and _continues(held, piece):
            whole = Block(held.block.kind, f"{held.block.text} {piece.block.text}", held.block.level)
            held = replace(piece, block=whole, starts_chunk=held.starts_chunk)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _continues(held: _Piece, piece: _Piece) -> bool:
    if held.closed or piece.block.kind != "paragraph":
        return False
    wrapped_by_margin = not piece.starts_chunk and len(held.block.text) >= _FULL_LINE
    return wrapped_by_margin or piece.block.text[0].islower()


def _empty() -> InvalidInput:
    return InvalidInput(
        Words("Bản tin chưa có nội dung.", "The bulletin has no words."),
        Words("Nhập nội dung rồi lưu lại.", "Write its text and save again."),
    )


def _too_long() -> InvalidInput:
    return InvalidInput(
        Words(f"Bản tin dài quá {MOST_CHARACTERS} ký tự.", f"The bulletin has over {MOST_CHARACTERS} characters."),
        Words("Chia thành nhiều bản tin ngắn hơn.", "Split it into several shorter bulletins."),
    )
