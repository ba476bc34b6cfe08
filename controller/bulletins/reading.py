"""Originals as bulletins: what an officer wrote, a table, or what was put together here; and what is said of them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec

from controller.bulletins.draft import Draft
from controller.bulletins.sniffing import text_of
from media.bulletin import Block, Bulletin, Cards, Content, Table, read_bulletin, read_table
from media.text import missing_glyphs
from media.word import WordDocument, read_word
from protocol.errors import InvalidInput
from protocol.words import Words

TICKER_LETTERS = 240


def bulletin_of(draft: Draft) -> Bulletin:
    """The text of a draft, taken apart; its end of validity is told to readers."""
    read = _read(draft)
    until = _told(draft.last_date) or read.valid_until
    return Bulletin(title=read.title, blocks=read.blocks, source=draft.source or read.source, valid_until=until)


def encode_bulletin(bulletin: Bulletin) -> bytes:
    """The file of a bulletin that was put together here, equal for equal ones."""
    return msgspec.json.encode(bulletin, order="deterministic")


def ticker_of(bulletin: Bulletin) -> str:
    """The running text of a bulletin: its title and how it begins, cut at a word."""
    begins = next(filter(None, map(_run, bulletin.blocks)), "")
    return shortened(f"{bulletin.title}: {begins}" if begins else bulletin.title, TICKER_LETTERS)


def _run(block: Content) -> str:
    """What of a block can run past in one line: nobody reads a table that way."""
    match block:
        case Table() | Block(kind="heading"):
            return ""
        case Cards(cards=cards):
            return " • ".join(card.text for card in cards)
    return " ".join(block.text.split())


def shortened(text: str, most: int) -> str:
    """``text``, or as many of its first words as fit in ``most`` letters."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0] + "…"


def check_glyphs(*texts: str) -> None:
    """Raises :class:`InvalidInput` when boards could not draw all of it."""
    missing = missing_glyphs(" ".join(texts))
    if missing:
        letters = " ".join(missing[:10])
        raise InvalidInput(
            Words(f"Bảng tin không có phông cho các ký tự: {letters}", f"Boards have no font for: {letters}"),
            Words("Thay các ký tự đó rồi phát hành lại.", "Replace them, then publish again."),
        )


def words_of(bulletin: Bulletin) -> tuple[str, ...]:
    """Every text that stands on a page of it."""
    return (bulletin.title, bulletin.source, *(block.text for block in bulletin.blocks))


def _read(draft: Draft) -> Bulletin:
    if draft.form == "written":
        return read_written(draft.path)
    if draft.form == "word":
        return word_document(draft).bulletin
    if draft.form == "table":
        return read_table(text_of(draft.path), draft.given_title)
    return read_bulletin(text_of(draft.path), draft.given_title or None)


def word_document(draft: Draft) -> WordDocument:
    """A draft's Word file, read once for all boards there are; raises :class:`InvalidMedia`."""
    stat = draft.path.stat()
    return _word_document(draft.path, draft.given_title, (stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=16)
def _word_document(path: Path, title: str, _version: tuple[int, int]) -> WordDocument:
    return read_word(path, title)


def read_written(path: Path) -> Bulletin:
    """What :func:`encode_bulletin` wrote."""
    return msgspec.json.decode(path.read_bytes(), type=Bulletin)


def _told(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""
