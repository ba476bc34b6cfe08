"""Abbreviations by what stands beside them: one look at a line for all of the table of contexts."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from media.speech.spoken.rules import CAPITAL, Rule, any_of, doubtful, rule
from media.speech.spoken.tables.contexts import CONTEXTS, Context

_LOOK_BACK = 40
"""Characters; longer than any words the table names."""


class _Meaning(NamedTuple):
    said: str
    after: re.Pattern[str] | None
    before: re.Pattern[str] | None
    sure: bool

    def fits(self, match: re.Match[str]) -> bool:
        start = match.start()
        behind = not self.after or self.after.search(match.string[max(0, start - _LOOK_BACK) : start])
        return bool(behind and (not self.before or self.before.match(match.string, match.end())))


def _meanings() -> dict[str, list[_Meaning]]:
    found: dict[str, list[_Meaning]] = defaultdict(list)
    for context in CONTEXTS:
        after, before = _patterns(context)
        for short, said in context.meanings.items():
            found[short].append(_Meaning(said, after, before, context.sure))
    return found


def _patterns(context: Context) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    after = re.compile(rf"(?<!\w)(?:{context.after})[\s&]+$") if context.after else None
    before = re.compile(rf"\s*{context.before}(?!\w)") if context.before else None
    return after, before


_MEANINGS = _meanings()


def _said(match: re.Match[str]) -> str:
    """The dot of ``VP. UBND`` is not the end of a sentence, where what follows belongs to it."""
    for meaning in _MEANINGS[match.group("short")]:
        if meaning.fits(match):
            dot = match.group("dot")
            said = f"{meaning.said}{' ' if dot and meaning.before else dot}"
            return said if meaning.sure else doubtful(said, "several-meanings")
    return match.group()


RULES: tuple[Rule, ...] = (rule(rf"(?<!\w)(?P<short>{any_of(_MEANINGS)})(?![\w&]|-[{CAPITAL}])(?P<dot>\.?)", _said),)
"""Before abbreviations that mean one thing."""
