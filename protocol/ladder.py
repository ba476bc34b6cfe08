"""The ladder of :mod:`protocol.interrupts` for one output: the highest class that wants it has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from protocol.ids import EpochMs
from protocol.interrupts import ClassName, rank_of
from protocol.manifest import Over
from protocol.runs import FAR

T = TypeVar("T")


class Answer(NamedTuple, Generic[T]):
    """What is wanted (None: nothing), and until when that stays so."""

    wanted: T | None
    until_ms: EpochMs


class Rung(NamedTuple, Generic[T]):
    """One class, asked for what it wants. Slots of a class may stand twice: what is said over others goes first."""

    of_class: ClassName
    ask: Callable[[], Answer[T]]
    over: Over = "cut"


class Decision(NamedTuple, Generic[T]):
    """What the highest that wants something wants, and the rungs below it."""

    answer: Answer[T]
    over: Over
    below: tuple[Rung[T], ...]


def decided(rungs: Iterable[Rung[T]]) -> Decision[T]:
    """Who has the output."""
    in_order = sorted(rungs, key=_place)
    until_ms = FAR
    for number, rung in enumerate(in_order):
        answer = rung.ask()
        until_ms = min(until_ms, answer.until_ms)
        if answer.wanted is not None:
            return Decision(Answer(answer.wanted, until_ms), rung.over, tuple(in_order[number + 1 :]))
    return Decision(Answer(None, until_ms), "cut", ())


def _place(rung: Rung[T]) -> tuple[int, bool]:
    return -rank_of(rung.of_class), rung.over == "cut"
