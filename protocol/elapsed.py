"""How far a playlist has got, whatever interrupted it: arithmetic on spans of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from protocol.ids import EpochMs
from protocol.interrupts import Return
from protocol.manifest import ResumeRule
from protocol.spans import Span
from protocol.timeline import Loop


class Cut(NamedTuple):
    """Somebody else had the output, and what was interrupted comes back by ``returns``."""

    span: Span
    returns: Return


class Stretch(NamedTuple):
    """An uninterrupted piece of time; ``elapsed_ms`` is how far the playlist was at its begin."""

    begin_ms: int
    end_ms: int
    elapsed_ms: int


def in_order(cuts: Iterable[Cut]) -> list[Cut]:
    """The cuts in order; those that touch are one, and the first of them says how what it interrupted comes back."""
    joined: list[Cut] = []
    for cut in sorted(cuts):
        if joined and cut.span.begin_ms <= joined[-1].span.end_ms:
            before = joined[-1]
            end_ms = max(before.span.end_ms, cut.span.end_ms)
            joined[-1] = Cut(Span(before.span.begin_ms, end_ms), before.returns)
        else:
            joined.append(cut)
    return joined


@dataclass(frozen=True, slots=True)
class Course:
    """A timeline that began at ``anchor_ms`` and was interrupted by ``cuts`` (in order).

    What was cut comes back by its own rule, or by ``rule`` where it has none.
    """

    loop: Loop
    anchor_ms: int
    cuts: Sequence[Cut]
    rule: ResumeRule

    def elapsed_ms(self, now_ms: int) -> int:
        """How far it is at ``now_ms``."""
        *_, last = self._stretches(now_ms)
        return last.elapsed_ms + now_ms - last.begin_ms

    def released_ms(self, now_ms: int, end_ms: int) -> int:
        """Since when, as far as is known at ``now_ms``, nothing of it is begun as it would not be over by ``end_ms``;
        ``end_ms`` itself when that is not so. The first of all is begun in any case.
        """
        released = (self._released_in(stretch, end_ms) for stretch in self._stretches(now_ms))
        return next((since_ms for since_ms in released if since_ms is not None), end_ms)

    def lets_go_ms(self, now_ms: int, end_ms: int) -> int:
        """The same for what is to come after ``now_ms``, if nothing interrupts it any more."""
        *_, last = self._stretches(now_ms)
        since_ms = self._released_in(last._replace(end_ms=end_ms), end_ms)
        return end_ms if since_ms is None else since_ms

    def _released_in(self, stretch: Stretch, end_ms: int) -> int | None:
        last_ms = end_ms - 1
        elapsed_ms = stretch.elapsed_ms + last_ms - stretch.begin_ms
        place = self.loop.at(elapsed_ms)
        if place is None or place.element.item is None or elapsed_ms <= place.into_ms:
            return None
        begin_ms = last_ms - place.into_ms
        if begin_ms + place.element.duration_ms > end_ms and begin_ms < stretch.end_ms:
            return max(begin_ms, stretch.begin_ms)
        return None

    def _stretches(self, now_ms: int) -> Iterator[Stretch]:
        elapsed_ms, clock_ms = 0, self.anchor_ms
        whole = Span(EpochMs(self.anchor_ms), EpochMs(now_ms))
        for cut in self.cuts:
            span = cut.span.common(whole)
            if span is None:
                continue
            yield Stretch(clock_ms, span.begin_ms, elapsed_ms)
            elapsed_ms += span.begin_ms - clock_ms
            elapsed_ms += self._passed_ms(elapsed_ms, span.end_ms - span.begin_ms, cut.returns)
            clock_ms = span.end_ms
        yield Stretch(clock_ms, now_ms, elapsed_ms)

    def _passed_ms(self, elapsed_ms: int, cut_ms: int, returns: Return) -> int:
        """How far an interruption takes the playlist, forwards or back."""
        place = self.loop.at(elapsed_ms)
        if place is None:
            return 0
        rule = place.element.rule or self.rule
        if returns == "own-rule" and rule == "resume":
            return 0
        if returns == "next-item":
            return place.element.duration_ms - place.into_ms if place.into_ms else 0
        return -place.into_ms if rule == "restart" else cut_ms
