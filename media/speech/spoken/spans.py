"""Stretches of a text, and where they are after some of it was changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """Positions in a text: from ``start`` to before ``end``."""

    start: int
    end: int


class Change(NamedTuple):
    """``said`` instead of what is at ``span``."""

    span: Span
    said: str


Move = tuple[Span, Span]
"""Where a changed stretch was and is."""


def changed(text: str, changes: Iterable[Change]) -> str:
    """``text`` after ``changes``, which are in order and apart."""
    pieces, at = [], 0
    for (start, end), said in changes:
        pieces += [text[at:start], said]
        at = end
    return "".join([*pieces, text[at:]])


def moves(changes: Sequence[Change]) -> tuple[Move, ...]:
    """Where each of ``changes`` was and is."""
    made, shift = [], 0
    for (start, end), said in changes:
        made.append((Span(start, end), Span(start + shift, start + shift + len(said))))
        shift += len(said) - (end - start)
    return tuple(made)


def moved(span: Span, made: Iterable[Move]) -> Span:
    """Where ``span`` is after ``made``, with the whole of every changed stretch it shares a letter with."""
    start, end = span
    for old, new in made:
        if old.start >= span.end:
            break
        shift = new.end - old.end
        end = max(span.end, old.end) + shift
        if old.end <= span.start:
            start = span.start + shift
        elif old.start < span.start:
            start = new.start
    return Span(start, max(start, end))


def word_at(text: str, span: Span) -> Span:
    """``span`` as far as the spaces around it."""
    after = text.find(" ", span.end)
    return Span(text.rfind(" ", 0, span.start) + 1, len(text) if after < 0 else after)
