"""Spans of days in which the same contents are valid, so that one playlist a span shows exactly what is valid.

What begins in the middle of a day has the rest of that day as a part, in which it comes first.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Valid(Generic[T]):
    """``what`` is valid from ``minute`` (0 to 1439) of ``first`` to ``last``, included; None means for good."""

    what: T
    first: date
    last: date | None = None
    minute: int = 0

    @property
    def first_whole(self) -> date:
        """The first day that it is valid from the begin of."""
        return self.first + DAY if self.minute else self.first

    def whole_on(self, day: date) -> bool:
        """Whether it is valid the whole day."""
        return self.first_whole <= day and self.lasts(day)

    def lasts(self, day: date) -> bool:
        """Whether its last day is not before ``day``."""
        return self.last is None or day <= self.last


@dataclass(frozen=True, slots=True)
class Span(Generic[T]):
    """From ``first`` to ``last`` (both included) exactly ``what`` is valid, in the order it was given."""

    first: date
    last: date | None
    what: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """From ``minute`` of ``day`` to its end ``what`` is valid: first what begins then, then all else."""

    day: date
    minute: int
    what: tuple[T, ...]


def spans(valid: Sequence[Valid[T]]) -> tuple[Span[T], ...]:
    """The time line cut wherever something begins or ends; days on which nothing is valid are left out."""
    whole = [one for one in valid if one.lasts(one.first_whole)]
    starts = _starts(whole)
    ends = [*(start - DAY for start in starts[1:]), None]
    cut = (Span(first, last, _valid_on(whole, first)) for first, last in zip(starts, ends, strict=False))
    return tuple(span for span in cut if span.what)


def parts(valid: Sequence[Valid[T]]) -> tuple[Part[T], ...]:
    """The days on which something begins after their begin, each from there on, in order."""
    begins = sorted({(one.first, one.minute) for one in valid if one.minute and one.lasts(one.first)})
    return tuple(Part(day, minute, _valid_from(valid, day, minute)) for day, minute in begins)


def _starts(valid: Sequence[Valid[T]]) -> list[date]:
    """The first day of each span; a validity's last day makes the next day a start."""
    begins = {one.first_whole for one in valid}
    after_ends = {one.last + DAY for one in valid if one.last is not None}
    return sorted(begins | after_ends)


def _valid_on(valid: Sequence[Valid[T]], day: date) -> tuple[T, ...]:
    return tuple(one.what for one in valid if one.whole_on(day))


def _valid_from(valid: Sequence[Valid[T]], day: date, minute: int) -> tuple[T, ...]:
    on_that_day = [one for one in valid if one.first == day and one.minute and one.lasts(day)]
    begin = [one.what for one in on_that_day if one.minute == minute]
    on = [one.what for one in valid if one.whole_on(day) or (one in on_that_day and one.minute < minute)]
    return (*begin, *on)
