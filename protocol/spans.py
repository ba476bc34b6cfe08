"""Half-open spans of time ``[begin, end)`` in epoch milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from protocol.ids import EpochMs


class Span(NamedTuple):
    """``begin_ms`` is in it, ``end_ms`` is not."""

    begin_ms: EpochMs
    end_ms: EpochMs

    def holds(self, moment_ms: EpochMs) -> bool:
        """Whether the moment is in it."""
        return self.begin_ms <= moment_ms < self.end_ms

    def common(self, other: Span) -> Span | None:
        """What both hold; None if nothing."""
        begin, end = max(self.begin_ms, other.begin_ms), min(self.end_ms, other.end_ms)
        return Span(begin, end) if begin < end else None


def overlap_ms(span: Span, others: Iterable[Span]) -> int:
    """How much of ``span`` the others cover together; the others must not overlap each other."""
    shared = (span.common(other) for other in others)
    return sum(part.end_ms - part.begin_ms for part in shared if part)


def merged(spans: Iterable[Span], closest_ms: int = 0) -> list[Span]:
    """The spans in order, those not more than ``closest_ms`` apart made one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.begin_ms - joined[-1].end_ms <= closest_ms:
            joined[-1] = Span(joined[-1].begin_ms, max(joined[-1].end_ms, span.end_ms))
        else:
            joined.append(span)
    return joined


def without(spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """What of ``spans`` none of the others holds, in order."""
    left = merged(spans)
    for other in others:
        cut = (part for span in left for part in (_before(span, other), _after(span, other)))
        left = [part for part in cut if part.begin_ms < part.end_ms]
    return left


def common_of(spans: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    """What both hold, in order."""
    return merged(both for span in spans for other in others if (both := span.common(other)))


def next_edge(spans: Iterable[Span], after_ms: EpochMs) -> EpochMs | None:
    """The first begin or end later than ``after_ms``."""
    edges = [edge for span in spans for edge in span if edge > after_ms]
    return min(edges) if edges else None


def _before(span: Span, other: Span) -> Span:
    return Span(span.begin_ms, min(span.end_ms, other.begin_ms))


def _after(span: Span, other: Span) -> Span:
    return Span(max(span.begin_ms, other.end_ms), span.end_ms)
