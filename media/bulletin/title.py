"""Which part of a document is its title, and what stands above it."""

from __future__ import annotations

from collections.abc import Sequence

from media.bulletin.model import Block, Bulletin, Content, QrCode

_LONGEST_TITLE = 200
_LONGEST_SOURCE = 200
_KIND_OF_DOCUMENT_WORDS = 4
"""“KẾ HOẠCH”, “CÔNG ĐIỆN KHẨN”: a heading this short in capitals names the kind; the next says what it is about."""
_BEGINNING = 80


def titled(blocks: Sequence[Content], given: str) -> Bulletin:
    """A bulletin of ``blocks`` under ``given``, or under the title found in them when ``given`` is empty."""
    if given:
        rest = blocks[1:] if blocks and blocks[0].text.casefold() == given.casefold() else blocks
        return Bulletin(given, tuple(rest))
    heading_at = next((at for at, block in enumerate(blocks) if _is_heading(block)), None)
    if heading_at is None or not _is_letterhead(blocks[:heading_at]):
        return _titled_by_first(blocks)
    after = heading_at + _headings_in_title(blocks[heading_at:])
    title = " ".join(block.text for block in blocks[heading_at:after])
    source = " · ".join(line for block in blocks[:heading_at] for line in block.text.splitlines())
    return Bulletin(title, tuple(blocks[after:]), source)


def _is_heading(block: Content) -> bool:
    return isinstance(block, Block) and block.kind == "heading"


def _is_letterhead(blocks: Sequence[Content]) -> bool:
    """A letterhead may be a table: unit and motto stand side by side in official documents."""
    short = sum(len(block.text) + 1 for block in blocks) <= _LONGEST_SOURCE
    return short and not any(isinstance(block, QrCode) for block in blocks)


def _headings_in_title(blocks: Sequence[Content]) -> int:
    names_its_kind = blocks[0].text.isupper() and len(blocks[0].text.split()) <= _KIND_OF_DOCUMENT_WORDS
    return 2 if names_its_kind and len(blocks) > 1 and _is_heading(blocks[1]) else 1


def _titled_by_first(blocks: Sequence[Content]) -> Bulletin:
    first = blocks[0]
    if isinstance(first, Block) and len(first.text) <= _LONGEST_TITLE:
        return Bulletin(first.text, tuple(blocks[1:]))
    told = first.text or (first.payload if isinstance(first, QrCode) else "")
    return Bulletin(_beginning(told.split("\n")[0]), tuple(blocks))


def _beginning(text: str) -> str:
    """The first words of ``text``; all of it stays in the blocks."""
    return text if len(text) <= _BEGINNING else text[:_BEGINNING].rsplit(" ", 1)[0] + "…"
