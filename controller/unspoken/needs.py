"""What a language of a bulletin still lacks. Pure."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple

from protocol.words import Words

Need = Literal["draft", "record", "outdated", "needed"]
NEEDS: dict[Need, Words] = {
    "draft": Words("Bản dịch nháp chờ duyệt", "Draft translation to be approved"),
    "record": Words("Đã có bản dịch, cần thu âm", "Translated, to be recorded"),
    "outdated": Words("Lời đã đổi, cần làm lại", "Of older words, to be made anew"),
    "needed": Words("Cần dịch hoặc thu âm", "To be translated or recorded"),
}


class Held(NamedTuple):
    """A translation or a recording; ``is_approved`` is false of a draft only."""

    original_sha256: str
    is_approved: bool = True
    is_translation: bool = False


def need_of(original_sha256: str, held: Collection[Held]) -> Need:
    """What is to be done about a language in which nothing is heard of this original."""
    current = [one for one in held if one.original_sha256 == original_sha256]
    if any(not one.is_approved for one in current):
        return "draft"
    if any(one.is_translation for one in current):
        return "record"
    return "outdated" if held else "needed"
