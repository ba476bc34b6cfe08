"""Reads what officers have: a plain text, or the markdown of an official document with all its broken lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from media.bulletin.clean import clean, clean_lines
from media.bulletin.emphasis import is_rule
from media.bulletin.links import code_alone, only_code, without_images
from media.bulletin.model import Bulletin, Content, QrCode, Table
from media.bulletin.pieces import Piece, joined, pieces
from media.bulletin.pipes import table_at
from media.bulletin.title import titled
from protocol.errors import InvalidInput
from protocol.words import Words

MOST_CHARACTERS = 500_000


def read_bulletin(text: str, title: str | None = None) -> Bulletin:
    """The bulletin in ``text``: every word of it, in its order, as title, source and blocks.

    Without ``title`` the document's own is taken. Tables and links are read as :mod:`media.bulletin.pipes` and
    :mod:`media.bulletin.links` say. Raises :class:`InvalidInput` for a text without words or beyond
    ``MOST_CHARACTERS``.
    """
    blocks, given = read_blocks(text), clean(title or "")
    if not blocks and not given:
        raise _empty()
    read = titled(blocks, given)
    code = only_code("\n".join(line for line in _lines(text) if code_alone(line) is None))
    return replace(read, blocks=(*read.blocks, code)) if code else read


def read_blocks(text: str) -> tuple[Content, ...]:
    """The blocks of ``text`` in its order, nothing added; raises :class:`InvalidInput` beyond ``MOST_CHARACTERS``."""
    if len(text) > MOST_CHARACTERS:
        raise _too_long()
    chunks = (list(chunk) for rule, chunk in groupby(_lines(text), key=is_rule) if not rule)
    return tuple(joined(one for chunk in chunks for one in _found(chunk)))


def _lines(text: str) -> list[str]:
    return clean_lines(without_images(text))


def _found(chunk: Sequence[str]) -> Iterator[Piece | Table | QrCode]:
    """Tables and codes as they are, the text between them in pieces."""
    held: list[str] = []
    at = 0
    while at < len(chunk):
        special, after = table_at(chunk, at) or (code_alone(chunk[at]), at + 1)
        if special:
            yield from (*pieces(held), special)
            held = []
        else:
            held.append(chunk[at])
        at = after
    yield from pieces(held)


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
