"""A rule: where it applies and what is said instead. A pass is rules in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from media.speech.spoken.doubt import Why


@dataclass(frozen=True, slots=True)
class Rule:
    """``say`` answers with the words for one match of ``where``; ``doubt``: whatever it says may be wrong."""

    where: re.Pattern[str]
    say: Callable[[re.Match[str]], str]
    doubt: Why | None = None


def rule(pattern: str, say: Callable[[re.Match[str]], str] | str, *, doubt: Why | None = None) -> Rule:
    """A rule that says a fixed text, or what a function makes of the match: its own text where it does not apply."""
    return Rule(re.compile(pattern), (lambda _: say) if isinstance(say, str) else say, doubt)


class Doubtful(str):
    """Words that may be wrong, and why; what is made of them (``f"{them} more"``) carries no doubt of its own."""

    why: Why


def doubtful(text: str, why: Why) -> Doubtful:
    """``text`` as what a rule says for this match, marked for the author."""
    said = Doubtful(text)
    said.why = why
    return said


def any_of(words: Mapping[str, str] | Iterable[str]) -> str:
    """A pattern for one of ``words``, the longest that fits."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
"""As documents write it: 1.250.000 or 44,24."""
CAPITAL = "A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""Inside a character class."""
