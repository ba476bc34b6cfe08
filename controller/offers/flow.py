"""Whether a content goes to a board, worked out from the unit it is of, its targets and what units answered. Pure.

Between a board and the unit that offers it something stands a line of units: the board's own, those above that, up to
(and without) the unit that offers. The nearest of them that answered decides for the board; where none did, it is not
played. Units of the past say and mean what those mean that have their place now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple, Protocol

from controller.units.lineage import Lineage
from controller.units.models import Unit
from protocol.manifest import SlotClass

OFFERABLE: frozenset[SlotClass] = frozenset(("scheduled", "filler"))
"""What is urgent is not asked about."""
RENEWED_BY_THEMSELVES = frozenset(("feed", "web"))
"""Kinds whose words change while nobody does anything: what is accepted is the address."""


class Flowing(Protocol):
    """What of a content decides where it goes."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def kind(self) -> str:
        """A :data:`controller.bulletins.kinds.Kind`."""

    @property
    def unit_id(self) -> str:
        """The unit it is of."""

    @property
    def flow(self) -> str:
        """A :data:`controller.bulletins.kinds.Flow`."""

    @property
    def original_sha256(self) -> str:
        """Of what it says."""


class Answer(NamedTuple):
    """``mark`` is of what was answered to (:func:`mark_of`)."""

    accepted: bool
    mark: str


class Decision(NamedTuple):
    """What was answered, and by which unit, itself perhaps of the past."""

    accepted: bool
    unit_id: str


def mark_of(content: Flowing) -> str:
    """What an answer is about: another original of the same content must be answered anew."""
    return content.id if content.kind in RENEWED_BY_THEMSELVES else content.original_sha256


@dataclass(frozen=True, slots=True)
class Flows:
    """All targets and answers there are, by content."""

    lineage: Lineage
    targets: Mapping[str, frozenset[str]]
    answers: Mapping[str, Mapping[str, Answer]]
    _meant: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)

    def plays(self, content: Flowing, chain: Sequence[Unit]) -> bool:
        """Whether boards of the first of ``chain``, which those above it follow, play what is of a unit they hear."""
        if content.flow == "direct" and content.id not in self.targets:
            return True
        if not self.is_aimed(content, chain):
            return False
        line = self.line(content.unit_id, chain) if content.flow == "offered" else ()
        decided = self.decided(content, line)
        return not line or (decided is not None and decided.accepted)

    def is_aimed(self, content: Flowing, chain: Sequence[Unit]) -> bool:
        """Whether one of these units is among those it goes to."""
        aims = self.aims(content)
        return not aims or any(unit.id in aims for unit in chain)

    def aims(self, content: Flowing) -> frozenset[str]:
        """The units it was sent to, and those that have their land now; none: all below its own."""
        chosen = self.targets.get(content.id, frozenset[str]())
        if chosen not in self._meant:
            self._meant[chosen] = chosen.union(*(self.lineage.heirs(one) for one in chosen))
        return self._meant[chosen]

    def line(self, owner_id: str, chain: Sequence[Unit]) -> tuple[str, ...]:
        """The units of ``chain`` below ``owner_id``, or below what took its place; the nearest to a board first."""
        owner = {owner_id, *self.lineage.after(owner_id)}
        return tuple(unit.id for unit in takewhile(lambda unit: unit.id not in owner, chain))

    def decided(self, content: Flowing, line: Iterable[str]) -> Decision | None:
        """What the nearest of these units answered that answered at all."""
        answers = self.answers.get(content.id)
        if not answers:
            return None
        mark = mark_of(content)
        found = (self._said(answers, mark, unit_id) for unit_id in line)
        return next((one for one in found if one is not None), None)

    def _said(self, answers: Mapping[str, Answer], mark: str, unit_id: str) -> Decision | None:
        """A unit's own answer, else what all units that became it said alike."""
        own = answers.get(unit_id)
        if own is not None and own.mark == mark:
            return Decision(own.accepted, unit_id)
        said = [self._said(answers, mark, one) for one in self.lineage.before(unit_id)]
        first = next(iter(said), None)
        is_alike = first is not None and all(one is not None and one.accepted == first.accepted for one in said)
        return first if is_alike else None
