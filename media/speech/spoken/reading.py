"""A line on its way into words, with the way back to what was written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from media.speech.spoken.doubt import Doubt, Why
from media.speech.spoken.region import Region, regional
from media.speech.spoken.rules import Doubtful, Rule
from media.speech.spoken.spans import Change, Move, Span, changed, moved, moves, word_at

_MARKS = " ,;:.!?()[]\"“”'‘’"
"""Around a word but not of it."""


class Reading:
    """One line; each rule changes it. Remembers where everything came from."""

    def __init__(self, line: str) -> None:
        self.text = line
        self._written = line
        self._steps: list[tuple[Move, ...]] = []
        self._found: list[tuple[int, Span, Why]] = []

    def apply(self, rules: Iterable[Rule], region: Region = "north") -> None:
        """Change the line by each rule in turn, everywhere it applies; number words are those of ``region``."""
        for each in rules:
            changes = [change for it in each.where.finditer(self.text) if (change := self._change(each, it, region))]
            if changes:
                self._steps.append(moves(changes))
                self.text = changed(self.text, changes)

    def doubts(self, line: int) -> tuple[Doubt, ...]:
        """What was doubtful in this line, number ``line`` of its text: whole words, as written and as they are said."""
        told = sorted(self._told(*found) for found in self._found)
        return tuple(dict.fromkeys(self._doubt(written, said, line, why) for written, said, why in told))

    def _change(self, by: Rule, match: re.Match[str], region: Region) -> Change | None:
        written, said = match.group(), by.say(match)
        why = said.why if isinstance(said, Doubtful) else by.doubt
        if said == written and not isinstance(said, Doubtful):
            return None
        span = Span(*match.span())
        if why:
            self._found.append((len(self._steps), span, why))
        return Change(span, regional(said, written, region))

    def _told(self, steps: int, span: Span, why: Why) -> tuple[Span, Span, Why]:
        """Whole words around ``span`` (found after ``steps``): where they were written, where they are said."""
        origin = word_at(self._written, self._back(span, steps))
        left = self._forth(origin)
        if not self.text[slice(*left)].strip():
            return origin, Span(left.start, left.start), why
        said = word_at(self.text, left)
        return word_at(self._written, self._back(said, len(self._steps))), said, why

    def _back(self, span: Span, steps: int) -> Span:
        for step in reversed(self._steps[:steps]):
            span = moved(span, [(new, old) for old, new in step])
        return span

    def _forth(self, span: Span) -> Span:
        for step in self._steps:
            span = moved(span, step)
        return span

    def _doubt(self, written: Span, said: Span, line: int, why: Why) -> Doubt:
        return Doubt(self._written[slice(*written)].strip(_MARKS), self.text[slice(*said)].strip(_MARKS), line, why)
