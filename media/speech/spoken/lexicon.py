"""Words as a province says them: its own abbreviations and names, before any table of ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from media.speech.spoken.repair import repaired
from media.speech.spoken.rules import Rule, any_of
from protocol.errors import InvalidInput
from protocol.words import Words

MOST_ENTRIES = 2_000
LONGEST_ENTRY = 200
"""Characters, written or spoken."""
_BEFORE, _AFTER = r"(?<![\w/&-])", r"(?![\w/&-]|\.\w)"
"""A part of a document's symbol or of an address is no word of its own."""
_BEFORE_SLASH, _AFTER_SLASH = r"(?<![\w&-])", r"(?![\w&-]|\.\w)"


_UNSEEN = ("Cc", "Zl", "Zp")
"""Categories of characters that control or end a line."""


class InvalidLexicon(InvalidInput):
    """Entries no reader could follow."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is said (values) for what is written (keys): whole words, in this very case, the longest first.

    Raises :class:`InvalidLexicon` for an empty entry, one with control characters or over ``LONGEST_ENTRY``, and for
    more than ``MOST_ENTRIES``.
    """

    entries: Mapping[str, str]
    alone: tuple[Rule, ...] = field(init=False, repr=False, compare=False)
    """For words between spaces and marks."""
    joined: tuple[Rule, ...] = field(init=False, repr=False, compare=False)
    """For words with a slash beside them, once symbols of documents are read."""

    def __post_init__(self) -> None:
        _check(self.entries)
        said = {repaired(written): repaired(spoken) for written, spoken in self.entries.items()}
        words = any_of(said)
        object.__setattr__(self, "alone", _rules(said, f"{_BEFORE}(?:{words}){_AFTER}"))
        beside = f"(?<=/)(?:{words}){_AFTER_SLASH}|{_BEFORE_SLASH}(?:{words})(?=/)"
        object.__setattr__(self, "joined", _rules(said, beside))

    def said_in(self, text: str) -> str:
        """``text`` with what is listed said its way and nothing else changed: for languages that have no rules here."""
        if not self.entries:
            return text
        said = unicodedata.normalize("NFC", text)
        for rule in (*self.alone, *self.joined):
            said = rule.where.sub(rule.say, said)
        return said


def _rules(said: Mapping[str, str], where: str) -> tuple[Rule, ...]:
    return (Rule(re.compile(where), lambda it: said[it.group()]),) if said else ()


def _check(entries: Mapping[str, str]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise _too_many(len(entries))
    for written, spoken in entries.items():
        _check_entry(written, spoken)


def _check_entry(written: str, spoken: str) -> None:
    if not any(map(str.isalnum, written)) or not any(map(str.isalnum, spoken)):
        raise _says_nothing(written, spoken)
    if any(unicodedata.category(letter) in _UNSEEN for letter in written + spoken):
        raise _unseen(written)
    if max(len(written), len(spoken)) > LONGEST_ENTRY:
        raise _too_long(written)


def _too_many(count: int) -> InvalidLexicon:
    return InvalidLexicon(
        Words(
            f"Từ điển đọc có {count} mục, quá {MOST_ENTRIES}.", f"The lexicon has {count} entries, over {MOST_ENTRIES}."
        ),
        Words("Bỏ bớt những mục không dùng.", "Take out the ones nobody uses."),
    )


def _says_nothing(written: str, spoken: str) -> InvalidLexicon:
    return InvalidLexicon(
        Words(
            f"Mục «{written}» → «{spoken}» của từ điển đọc có bên không có chữ.",
            f"An entry of the lexicon has a side without a letter: «{written}» → «{spoken}».",
        ),
        Words("Ghi đủ chữ viết và cách đọc.", "Give both what is written and what is said."),
    )


def _unseen(written: str) -> InvalidLexicon:
    shown = "".join(letter if letter.isprintable() else "�" for letter in written)
    return InvalidLexicon(
        Words(f"Mục «{shown}» của từ điển đọc có ký tự điều khiển.", f"The entry «{shown}» has a control character."),
        Words("Gõ lại mục ấy trên một dòng.", "Type the entry again, on one line."),
    )


def _too_long(written: str) -> InvalidLexicon:
    return InvalidLexicon(
        Words(
            f"Mục «{written[:40]}…» của từ điển đọc dài quá {LONGEST_ENTRY} ký tự.",
            f"The entry «{written[:40]}…» of the lexicon is over {LONGEST_ENTRY} characters.",
        ),
        Words("Chỉ ghi từ hoặc cụm từ, không ghi cả câu.", "Enter words and phrases only, not sentences."),
    )


NO_LEXICON = Lexicon({})
