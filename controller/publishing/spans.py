"""Spans of days in which the same contents are valid, so that one playlist a span shows exactly what is valid."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Valid(Generic[T]):
    """``what`` is valid from ``first`` to ``last``, both included; ``last`` None means for good."""

    what: T
    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Span(Generic[T]):
    """From ``first`` to ``last`` (both included) exactly ``what`` is valid, in the order it was given."""

    first: date
    last: date | None
    what: tuple[T, ...]


def spans(valid: Sequence[Valid[T]]) -> tuple[Span[T], ...]:
    """The time line cut wherever something begins or ends; days on which nothing is valid are left out."""
    starts = _starts(valid)
    ends = [*(start - timedelta(days=1) for start in starts[1:]), None]
    cut = (Span(first, last, _valid_on(valid, first)) for first, last in zip(starts, ends, strict=False))
    return tuple(span for span in cut if span.what)


def _starts(valid: Sequence[Valid[T]]) -> list[date]:
    """The first day of each span; a validity's last day makes the next day a start."""
    begins = {one.first for one in valid}
    after_ends = {one.last + timedelta(days=1) for one in valid if one.last is not None}
    return sorted(begins | after_ends)


def _valid_on(valid: Sequence[Valid[T]], day: date) -> tuple[T, ...]:
    return tuple(one.what for one in valid if one.first <= day and (one.last is None or day <= one.last))
