"""The passes, in the order in which they must run."""

from __future__ import annotations

import unicodedata

from media.speech.spoken import documents, marks, names, quantities, times
from media.speech.spoken.rules import Rule, applied

PASSES: tuple[tuple[Rule, ...], ...] = (
    marks.OPENING,
    documents.RULES,
    quantities.CALLS,
    quantities.ROADSIDE,
    times.RULES,
    names.SPLITS,
    names.EXPANSIONS,
    quantities.AMOUNTS,
    names.LEFT_OVER,
    marks.CLOSING,
)


def spoken_form(text: str) -> str:
    """``text`` in words, line by line; empty lines are dropped."""
    lines = [_line(line) for line in unicodedata.normalize("NFC", text).splitlines()]
    return "\n".join(line for line in lines if line)


def _line(line: str) -> str:
    for rules in PASSES:
        line = applied(rules, line)
    return marks.tidy(line)
