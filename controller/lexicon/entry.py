"""One word and how it is said, as somebody gives it, and what is asked of it. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from media.speech.spoken import Lexicon
from media.speech.spoken.repair import repaired
from protocol.errors import InvalidInput
from protocol.words import Words

MOST_NOTE = 200
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_FORMULA = ("=", "+", "-", "@")
"""Spreadsheets take a cell that begins like this for a formula, which an exported list would carry into them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """``language`` is a code of ISO 639, ``note`` for those who read the list."""

    written: str
    spoken: str
    language: str = "vi"
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Two entries of one unit with the same key are about the same word."""
        return self.language, self.written

    def id_in(self, unit_id: str) -> str:
        """Of this word in that unit."""
        return f"word-{hashlib.sha256(' '.join((unit_id, *self.key)).encode()).hexdigest()[:16]}"


def checked(entry: Entry) -> Entry:
    """The entry as it is kept: letters repaired as the reader repairs a text, so that it is found in there.

    Raises :class:`~protocol.errors.InvalidInput` for what can't be said or listed.
    """
    written, spoken, note = (text.strip() for text in (entry.written, entry.spoken, entry.note))
    Lexicon({written: spoken})
    if not _LANGUAGE.fullmatch(entry.language):
        raise _no_language(entry.language)
    if len(note) > MOST_NOTE or any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in note):
        raise _odd_note()
    for text in (written, spoken, note):
        if text.startswith(_FORMULA):
            raise _formula(text)
    return Entry(repaired(written), repaired(spoken), entry.language, note)


def _no_language(language: str) -> InvalidInput:
    return InvalidInput(
        Words(f"“{language[:20]}” không phải mã ngôn ngữ.", f"{language[:20]!r} is no code of a language."),
        Words("Dùng mã ISO 639, như vi, km, sti.", "Use a code of ISO 639, such as vi, km or sti."),
    )


def _odd_note() -> InvalidInput:
    return InvalidInput(
        Words(
            f"Ghi chú phải nằm trên một dòng, không quá {MOST_NOTE} ký tự.",
            f"A note is one line of {MOST_NOTE} characters at most.",
        ),
        Words("Rút ngắn ghi chú.", "Shorten it."),
    )


def _formula(text: str) -> InvalidInput:
    return InvalidInput(
        Words(
            f"«{text[:40]}» bắt đầu bằng =, +, - hoặc @, bảng tính sẽ hiểu là công thức.",
            f"«{text[:40]}» begins with =, +, - or @: spreadsheets take that for a formula.",
        ),
        Words("Bỏ ký tự ấy ở đầu.", "Leave that character out."),
    )
