"""Which part of a document is its title, and what stands above it."""

from __future__ import annotations

from collections.abc import Sequence

from media.bulletin.model import Block, Bulletin

_LONGEST_TITLE = 200
_LONGEST_SOURCE = 200
_KIND_OF_DOCUMENT_WORDS = 4
"""“KẾ HOẠCH”, “CÔNG ĐIỆN KHẨN”: a heading this short in capitals names the kind; the next says what it is about."""


def titled(blocks: Sequence[Block], given: str) -> Bulletin:
    """A bulletin of ``blocks`` under ``given``, or under the title found in them when ``given`` is empty."""
    if given:
        rest = blocks[1:] if blocks and blocks[0].text.casefold() == given.casefold() else blocks
        return Bulletin(given, tuple(rest))
    heading_at = next((at for at, block in enumerate(blocks) if block.kind == "heading"), None)
    if heading_at is None or not _is_letterhead(blocks[:heading_at]):
        return _titled_by_first(blocks)
    after = heading_at + _headings_in_title(blocks[heading_at:])
    title = " ".join(block.text for block in blocks[heading_at:after])
    source = " · ".join(block.text for block in blocks[:heading_at])
    return Bulletin(title, tuple(blocks[after:]), source)


def _is_letterhead(blocks: Sequence[Block]) -> bool:
    return sum(len(block.text) + 1 for block in blocks) <= _LONGEST_SOURCE


def _headings_in_title(blocks: Sequence[Block]) -> int:
    names_its_kind = blocks[0].text.isupper() and len(blocks[0].text.split()) <= _KIND_OF_DOCUMENT_WORDS
    return 2 if names_its_kind and len(blocks) > 1 and blocks[1].kind == "heading" else 1


def _titled_by_first(blocks: Sequence[Block]) -> Bulletin:
    first = blocks[0].text
    if len(first) <= _LONGEST_TITLE:
        return Bulletin(first, tuple(blocks[1:]))
    return Bulletin(_beginning(first), tuple(blocks))


def _beginning(text: str) -> str:
    """The first words of ``text``; all of it stays in the blocks."""
    return text[:80].rsplit(" ", 1)[0] + "…"
