"""Lines into headings, paragraphs and bullets; what a page's end broke is made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from media.bulletin.emphasis import without_emphasis
from media.bulletin.links import without_links
from media.bulletin.model import Block, Content, QrCode, Table

_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_BULLET = re.compile(r"([-*•–+])\s+(.+)")
_CLOSED = re.compile(r"[.;:!?…/]$")
_FULL_LINE = 60
"""A line at least this long without a full stop was broken by its editor's margin, not by its writer."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A line on its way to a block. ``starts_chunk``: a blank line stood before it."""

    block: Block
    starts_chunk: bool
    closed: bool
    """What follows is not its continuation."""


def pieces(lines: Sequence[str]) -> Iterator[Piece]:
    """The text in ``lines``, between which no blank one stands."""
    plain = without_emphasis(without_links("\n".join(lines)))
    for number, line in enumerate(plain.split("\n")):
        block = _block(line.strip())
        if block.text:
            yield Piece(block, starts_chunk=number == 0, closed=line.endswith("  ") or _is_closed(block))


def joined(found: Iterable[Piece | Table | QrCode]) -> Iterator[Content]:
    """Blocks, broken paragraphs made whole: official texts come with a break at every page end."""
    held: Piece | None = None
    for one in found:
        if held and isinstance(one, Piece) and _continues(held, one):
            whole = Block(held.block.kind, f"{held.block.text} {one.block.text}", held.block.level)
            held = replace(one, block=whole, starts_chunk=held.starts_chunk)
            continue
        if held:
            yield held.block
        held = one if isinstance(one, Piece) else None
        if not isinstance(one, Piece):
            yield one
    if held:
        yield held.block


def _block(line: str) -> Block:
    if heading := _HEADING.fullmatch(line):
        return Block("heading", heading[2].strip(), len(heading[1]))
    if bullet := _BULLET.fullmatch(line):
        return Block("bullet", bullet[2], 1 if bullet[1] == "+" else 0)
    return Block("paragraph", line)


def _is_closed(block: Block) -> bool:
    return block.kind == "heading" or _CLOSED.search(block.text) is not None


def _continues(held: Piece, piece: Piece) -> bool:
    if held.closed or piece.block.kind != "paragraph":
        return False
    wrapped_by_margin = not piece.starts_chunk and len(held.block.text) >= _FULL_LINE
    return wrapped_by_margin or piece.block.text[0].islower()
