"""A rule: where it applies and what is said instead. A pass is rules in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """``say`` answers with the words for one match of ``where``."""

    where: re.Pattern[str]
    say: Callable[[re.Match[str]], str]


def rule(pattern: str, say: Callable[[re.Match[str]], str] | str) -> Rule:
    """A rule that says a fixed text, or what a function makes of the match."""
    return Rule(re.compile(pattern), (lambda _: say) if isinstance(say, str) else say)


def applied(rules: Iterable[Rule], text: str) -> str:
    """``text`` after each rule in turn, everywhere it applies."""
    for each in rules:
        text = each.where.sub(each.say, text)
    return text


def any_of(words: Mapping[str, str] | Iterable[str]) -> str:
    """A pattern for one of ``words``, the longest that fits."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
"""As documents write it: 1.250.000 or 44,24."""
CAPITAL = "A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""Inside a character class."""
