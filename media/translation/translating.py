"""A text as a draft in another language, by the first engine that can."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from media.speech.languages import language_name
from media.speech.letters import OtherLetters, require_own_letters
from media.translation.translator import Draft, NotTranslated, Translator
from protocol.errors import InvalidInput
from protocol.words import Words

MOST_LETTERS = 20_000
"""Of a text: about ten pages, which is more than anybody corrects at a sitting."""
MOST_TIMES_LONGER = 8
"""Khmer takes three letters where Vietnamese takes one; an engine that raves repeats itself hundreds of times."""
SHORT_LINE = 40
_log = logging.getLogger(__name__)


def can_draft(source: str, target: str, translators: Sequence[Translator]) -> bool:
    """Whether any engine has both languages."""
    return source != target and any(one.translates(source, target) for one in translators)


def draft(text: str, source: str, target: str, translators: Sequence[Translator]) -> Draft:
    """``text``, line by line, by the first engine that can.

    Raises :class:`NotTranslated` where none does, and :class:`~protocol.errors.InvalidInput` for a text that is empty
    or longer than :data:`MOST_LETTERS`.
    """
    lines = tuple(line for line in text.splitlines() if line.strip())
    if not lines or len(text) > MOST_LETTERS:
        raise _not_fit(len(text))
    refusal = _no_engine(target)
    for one in translators:
        if one.translates(source, target):
            try:
                return Draft("\n".join(_checked(one, lines, source, target)), one.name, one.licence)
            except NotTranslated as error:
                _log.warning("%s passed over: %s", one.name, error)
                refusal = error
    raise refusal


def _checked(one: Translator, lines: Sequence[str], source: str, target: str) -> tuple[str, ...]:
    """What it answers, if that can be a translation at all."""
    found = tuple(" ".join(line.split()) for line in one.translate(lines, source, target))
    if len(found) != len(lines) or not all(found):
        raise _nonsense(one.name, "lines are missing", "thiếu dòng")
    if any(len(got) > MOST_TIMES_LONGER * max(len(given), SHORT_LINE) for got, given in zip(found, lines, strict=True)):
        raise _nonsense(one.name, "it repeats itself", "lặp lại mãi")
    try:
        require_own_letters("\n".join(found), target)
    except OtherLetters:
        raise _nonsense(one.name, "in other letters", "sai chữ viết") from None
    return found


def _not_fit(letters: int) -> InvalidInput:
    return InvalidInput(
        Words(f"Văn bản {letters} chữ không dịch nháp được.", f"A text of {letters} letters can't be drafted."),
        Words(f"Dịch văn bản có chữ, dài nhất {MOST_LETTERS} chữ.", f"Give a text of at most {MOST_LETTERS} letters."),
    )


def _no_engine(target: str) -> NotTranslated:
    name = language_name(target)
    return NotTranslated(
        Words(f"Không máy dịch nào biết {name.vi}.", f"No engine translates into {name.en}."),
        Words("Nhờ người dịch, hoặc thu âm thẳng.", "Have a person translate it, or record it at once."),
    )


def _nonsense(name: str, why_en: str, why_vi: str) -> NotTranslated:
    return NotTranslated(
        Words(f"Máy dịch {name} trả lời không dùng được ({why_vi}).", f"{name} gave no translation ({why_en})."),
        Words("Nhờ người dịch, hoặc thử lại sau.", "Have a person translate it, or try again later."),
    )
