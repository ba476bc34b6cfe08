"""Rules of the table of contexts."""

from __future__ import annotations

import re

from media.speech.spoken.rules import CAPITAL, Rule, any_of, rule
from media.speech.spoken.tables.contexts import CONTEXTS, Context


def _rule(context: Context) -> Rule:
    after = rf"(?P<lead>(?<!\w)(?:{context.after})[\s&]+)" if context.after else r"(?P<lead>)(?<!\w)"
    before = rf"(?P<dot>\.?)(?=\s*{context.before}(?!\w))" if context.before else "(?P<dot>)"

    def say(match: re.Match[str]) -> str:
        return match.group("lead") + context.meanings[match.group("short")] + (" " if match.group("dot") else "")

    return rule(rf"{after}(?P<short>{any_of(context.meanings)})(?![\w&]|-[{CAPITAL}]){before}", say)


RULES: tuple[Rule, ...] = tuple(map(_rule, CONTEXTS))
"""Before abbreviations that mean one thing."""
