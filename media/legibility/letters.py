"""Letters and words that can't be drawn, or are hard to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from media.bulletin import Block, Bulletin, clean
from media.bulletin.model import Style
from media.legibility.remark import Remark
from media.text import missing_glyphs
from media.text.column import Column
from media.text.ink import span_px
from media.text.scale import WEIGHTS
from protocol.words import Words

CAPITALS_FROM_WORDS = 8
"""Fewer words in capitals are a signature or a label."""
_TOLD_AT_MOST = 5

_STYLES: dict[str, Style] = {"heading": "heading", "paragraph": "body", "bullet": "bullet"}


def letter_remarks(bulletin: Bulletin, column: Column) -> Iterator[Remark]:
    """Letters no font has, text in capitals, words wider than the column."""
    texts = list(_texts(bulletin))
    if missing := missing_glyphs(" ".join(text for text, _ in texts)):
        yield _missing(missing)
    if any(_is_shouted(block) for block in bulletin.blocks if isinstance(block, Block)):
        yield _shouted()
    if wide := _wide_words(texts, column):
        yield _broken(wide)


def _texts(bulletin: Bulletin) -> Iterator[tuple[str, Style]]:
    yield clean(bulletin.title), "title"
    yield clean(bulletin.source), "small"
    for block in bulletin.blocks:
        yield clean(block.text), _STYLES[block.kind] if isinstance(block, Block) else "body"


def _is_shouted(block: Block) -> bool:
    return block.kind != "heading" and block.text.isupper() and len(block.text.split()) >= CAPITALS_FROM_WORDS


def _wide_words(texts: Sequence[tuple[str, Style]], column: Column) -> list[str]:
    words = ((word, style) for text, style in texts for word in dict.fromkeys(text.replace("\u200b", " ").split()))
    wide = (word for word, style in words if span_px(word, WEIGHTS[style], column.size(style)) > column.width)
    return list(dict.fromkeys(wide))


def _missing(letters: Sequence[str]) -> Remark:
    told = ", ".join(_named(letter) for letter in letters[:_TOLD_AT_MOST])
    words = Words(
        f"Bảng không có nét chữ cho: {told}. Xóa hoặc thay các ký tự này.",
        f"The board has no glyph for: {told}. Remove or replace these characters.",
    )
    return Remark("stop", words)


def _named(letter: str) -> str:
    return f"“{letter}” ({' '.join(f'U+{ord(character):04X}' for character in letter)})"


def _shouted() -> Remark:
    words = Words(
        "Có đoạn viết toàn chữ hoa: khó đọc hơn chữ thường. Chỉ viết hoa tiêu đề.",
        "A paragraph is all in capitals: harder to read than small letters. Keep capitals for titles.",
    )
    return Remark("warning", words)


def _broken(wide: Sequence[str]) -> Remark:
    told = ", ".join(f"“{word}”" for word in wide[:_TOLD_AT_MOST])
    words = Words(
        f"Từ dài hơn bề ngang vùng chữ, sẽ bị ngắt dòng ở giữa: {told}.",
        f"Words wider than the zone will be broken in the middle: {told}.",
    )
    return Remark("warning", words)
