"""What the unit that offers something sees: who was asked, and what each answered. Never commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from controller.bulletins.models import Content
from controller.offers.flow import Flows
from controller.offers.known import flows
from controller.offers.models import ContentAnswer
from controller.offers.service import Standing, standing_of
from controller.people.models import User, UserGrant
from controller.people.rights import GRANTED
from controller.units.dated import is_valid
from controller.units.models import Unit
from controller.units.service import plain, tree
from controller.units.tree import Tree

ANSWERING = [role for role, rights in GRANTED.items() if "publish" in rights]


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit that may answer, and what holds for it."""

    unit: Unit
    standing: Standing
    decided_by: str | None
    """The id of the unit whose answer that is."""
    answer: ContentAnswer | None

    @property
    def id(self) -> str:
        """The unit's."""
        return self.unit.id


@dataclass(frozen=True, slots=True)
class Answers:
    """Everybody who was asked, by name, and the units that it goes to in which nobody may answer."""

    asked: tuple[Asked, ...]
    unstaffed: tuple[Unit, ...]

    @property
    def counts(self) -> Mapping[Standing, int]:
        """How many units stand how."""
        return Counter(one.standing for one in self.asked)


def answers_to(session: Session, content: Content, today: date) -> Answers:
    """Every unit of today below the one that offers it in which somebody may publish, and what holds for it."""
    known, staffed, units = flows(session, [content.id]), _staffed(session), tree(session)
    owners = {content.unit_id, *known.lineage.after(content.unit_id)}
    rows = session.exec(select(ContentAnswer).where(ContentAnswer.content_id == content.id)).all()
    given = {row.unit_id: row for row in rows}
    below = [chain for chain in _chains(session, today) if owners & {unit.id for unit in chain[1:]}]
    reached = [chain for chain in below if known.is_aimed(content, chain) and chain[0].id not in owners]
    asked = [_asked(known, content, chain, given) for chain in reached if chain[0].id in staffed]
    heads = [chain for chain in reached if _is_head(known, content, chain, owners)]
    empty = [chain[0] for chain in heads if not staffed & _answerers(known, units, content, chain)]
    return Answers(tuple(asked), tuple(empty))


def _asked(known: Flows, content: Content, chain: Sequence[Unit], given: Mapping[str, ContentAnswer]) -> Asked:
    own = given.get(chain[0].id)
    standing, decision = standing_of(known, content, chain, answered=own is not None)
    row = given.get(decision.unit_id) if decision else own
    return Asked(chain[0], standing, decision.unit_id if decision else None, row)


def _is_head(known: Flows, content: Content, chain: Sequence[Unit], owners: set[str]) -> bool:
    """Whether it was sent to this very unit: chosen, or right below the one that offers it."""
    aims = known.aims(content)
    return chain[0].id in aims if aims else chain[1].id in owners


def _answerers(known: Flows, units: Tree, content: Content, chain: Sequence[Unit]) -> frozenset[str]:
    """The units whose answer can have boards of the first of ``chain``, or of one below it, play."""
    return units.subtree(chain[0].id).union(known.line(content.unit_id, chain))


def _chains(session: Session, today: date) -> list[tuple[Unit, ...]]:
    """Every unit of today with those above it, by name."""
    units = tree(session)
    valid = (unit for unit in units.units if is_valid(unit, today))
    by_name = sorted(valid, key=lambda unit: (plain(unit.name), unit.id))
    return [units.ancestors(unit.id, today) for unit in by_name]


def _staffed(session: Session) -> frozenset[str]:
    """The units in which somebody may answer."""
    here = select(User.unit_id).where(col(User.disabled).is_(False), col(User.role).in_(ANSWERING))
    more = select(UserGrant.unit_id).join(User, col(User.id) == UserGrant.user_id)
    also = more.where(col(User.disabled).is_(False), col(UserGrant.role).in_(ANSWERING))
    return frozenset(session.exec(here).all()).union(session.exec(also).all())
