"""Events of units: ordered after a review, applied on their day in one transaction, kept. Never commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct
from sqlmodel import Session, col, select, update

from controller.clock import day_of
from controller.lexicon import service as lexicon
from controller.people.actor import Actor
from controller.people.inheriting import inherit_roles, inherit_tokens
from controller.people.scope import demand, not_allowed
from controller.publishing.models import Tuning
from controller.units.belongings import MOVING, Thing, things_in
from controller.units.importing import Reading, read_units
from controller.units.mergers import Passages, read_mergers
from controller.units.models import Merger, Rehoming, Unit, UnitEvent
from controller.units.order import Order
from controller.units.renewals import renewals
from controller.units.review import Review, open_questions, review
from controller.units.service import forget_tree
from controller.units.step import after, parents_first, work_out
from protocol.errors import Conflict, NotFound, RaoError
from protocol.ids import EpochMs
from protocol.words import Words


class Done(Struct, frozen=True):
    """What an event did: the heirs of each unit that ended, and how much moved, by what it is."""

    passages: Mapping[str, tuple[str, ...]] = {}
    moved: Mapping[str, int] = {}


IN_ORDER = (col(UnitEvent.effective), col(UnitEvent.id))
LONGEST_HINDRANCE = 2_000
AT_ONCE = 500
"""Rows named in one statement."""


def midnight_ms(day: date, time_zone: str) -> EpochMs:
    """When that day begins there."""
    return EpochMs(int(datetime.combine(day, time(), ZoneInfo(time_zone)).timestamp() * 1000))


def demand_top(session: Session, actor: Actor) -> None:
    """Units are changed by an administrator of a unit with nothing above it; raises :class:`NotAllowed` for others."""
    if actor.unit_id is None:
        return
    demand(session, actor, "people", actor.unit_id)
    unit = session.get(Unit, actor.unit_id)
    if unit is None or unit.parent_id is not None:
        raise not_allowed()


def merger_orders(
    session: Session, actor: Actor, text: str, placed: Mapping[str, str], also: Mapping[str, str], basis: str = ""
) -> list[Order]:
    """A list of mergers (CSV) as orders, one a day, the earliest first. All its units must be in the records.

    ``also`` says what becomes of units that the list leaves out, such as a district or the province itself: they
    go with the last day of the list. Raises :class:`controller.units.importing.BadRows` and :class:`NotAllowed`.
    """
    demand_top(session, actor)
    days = sorted(read_mergers(text, session.exec(select(Unit)).all()).items())
    orders = [Order("merge", day, **_divided(passages), placed=placed, basis=basis) for day, passages in days]
    if orders and also:
        orders[-1] = msgspec.structs.replace(orders[-1], into={**orders[-1].into, **also})
    return orders


def renewal_order(session: Session, actor: Actor, day: date, basis: str = "") -> Order:
    """The change of name of every unit that the list of units renews on that day; raises :class:`NotFound` for none."""
    demand_top(session, actor)
    told = session.exec(select(Merger.from_id, Merger.into_id)).all()
    into = renewals(session.exec(select(Unit)).all(), told).get(day, {})
    if not into:
        raise NotFound(
            Words(f"Danh mục không có đơn vị nào đổi tên ngày {day:%d/%m/%Y}.", f"The list renews no unit on {day}."),
            Words("Nêu đơn vị và tên mới.", "Name the unit and its new name."),
        )
    return Order("rename", day, into=into, basis=basis)


def look(session: Session, actor: Actor, order: Order) -> Review:
    """What the order would do, in the tree as it will be once all that was ordered before has been applied.

    Raises :class:`InvalidInput` when it can't be, :class:`Conflict` when one of its units has ended by another event.
    """
    demand_top(session, actor)
    _check_new(session, order)
    return review(session, order, expected(session, order.effective))


def order_event(
    session: Session, actor: Actor, order: Order, now_ms: EpochMs, time_zone: str
) -> tuple[UnitEvent, Review]:
    """Keeps the order and, when its day has come, applies it; raises as :func:`look`, and for what is undecided."""
    reviewed = look(session, actor, order)
    if reviewed.undecided:
        raise open_questions(reviewed.undecided)
    event = UnitEvent(
        kind=order.kind,
        effective=order.effective,
        basis=order.basis,
        body=msgspec.json.encode(order).decode(),
        state="waiting",
        written_by=actor.user_id,
        written_at_ms=now_ms,
    )
    session.add(event)
    session.flush()
    if order.effective <= day_of(now_ms, time_zone):
        return event, apply(session, event, now_ms, time_zone)
    return event, reviewed


def apply(session: Session, event: UnitEvent, now_ms: EpochMs, time_zone: str) -> Review:
    """Does what the event says: all of it in this transaction, or raises and nothing of it."""
    reviewed = review(session, order_of(event), list(session.exec(select(Unit)).all()))
    if reviewed.undecided:
        raise open_questions(reviewed.undecided)
    _change_units(session, reviewed)
    _rehome(session, event, reviewed.places.moves, now_ms, time_zone)
    _update(session, "claim", [thing.id for thing in reviewed.places.lapsing], expires_at_ms=now_ms)
    for into, source in reviewed.tunings.items():
        said = session.get_one(Tuning, source).model_dump(exclude={"owner"})
        session.add(Tuning(owner=into, **said))
    for into, sources in _sources(reviewed).items():
        lexicon.inherit(session, into, sources)
        inherit_roles(session, into, sources)
        inherit_tokens(session, into, [one for one in sources if len(reviewed.step.heirs(one)) == 1])
    event.state, event.applied_at_ms, event.hindrance_vi, event.hindrance_en = "applied", now_ms, "", ""
    event.done = msgspec.json.encode(_done(reviewed)).decode()
    session.add(event)
    session.flush()
    forget_tree(session)
    return reviewed


def import_list(session: Session, actor: Actor, text: str, *, dry_run: bool) -> Reading:
    """Brings a list of units (CSV) in, or tells what it would change; all of it or, with a bad row, nothing.

    Raises :class:`controller.units.importing.BadRows` and :class:`NotAllowed`.
    """
    demand_top(session, actor)
    followed = frozenset(session.exec(select(Merger.from_id)).all())
    reading = read_units(text, session.exec(select(Unit)).all(), followed)
    if not dry_run:
        session.add_all(reading.added)
        for unit in reading.changed:
            session.merge(unit)
        session.flush()
        forget_tree(session)
    return reading


def stranded(session: Session, today: date) -> list[Unit]:
    """Units that have ended and in which something still stands: an event must say where it goes."""
    ended = session.exec(select(Unit).where(col(Unit.valid_to) < today).order_by(Unit.id)).all()
    holding = {thing.unit_id for thing in things_in(session, frozenset(unit.id for unit in ended))}
    return [unit for unit in ended if unit.id in holding]


def due(session: Session, today: date) -> Sequence[int]:
    """The ids of events whose day has come, in the order in which they must be applied."""
    query = select(UnitEvent.id).where(col(UnitEvent.state) == "waiting", col(UnitEvent.effective) <= today)
    return [one for one in session.exec(query.order_by(*IN_ORDER)).all() if one is not None]


def stragglers(session: Session) -> list[tuple[UnitEvent, list[tuple[Thing, str]]]]:
    """What stands in a unit that an event ended, with where it goes: it came while the event was being applied."""
    applied = session.exec(select(UnitEvent).where(col(UnitEvent.state) == "applied").order_by(*IN_ORDER)).all()
    ended = {
        one: (event, heirs[0]) for event in applied for one, heirs in done_of(event).passages.items() if not heirs[1:]
    }
    found: dict[int, tuple[UnitEvent, list[tuple[Thing, str]]]] = {}
    for thing in things_in(session, frozenset(ended)):
        event, heir = ended[thing.unit_id]
        found.setdefault(event.id or 0, (event, []))[1].append((thing, heir))
    return list(found.values())


def sweep(session: Session, now_ms: EpochMs, time_zone: str) -> int:
    """Takes stragglers along; answers how many."""
    found = stragglers(session)
    for event, moves in found:
        _rehome(session, event, moves, now_ms, time_zone)
    return sum(len(moves) for _, moves in found)


def take(session: Session, event_id: int) -> UnitEvent | None:
    """The event, held until the end of the transaction, while it is still waiting."""
    event = session.get(UnitEvent, event_id, with_for_update=True)
    return event if event is not None and event.state == "waiting" else None


def hinder(session: Session, event_id: int, reason: RaoError) -> bool:
    """Writes down why it could not be applied; answers whether that is news."""
    event = session.get_one(UnitEvent, event_id)
    told = (reason.problem.vi[:LONGEST_HINDRANCE], reason.problem.en[:LONGEST_HINDRANCE])
    news = (event.hindrance_vi, event.hindrance_en) != told
    event.hindrance_vi, event.hindrance_en = told
    session.add(event)
    session.flush()
    return news


def cancel(session: Session, actor: Actor, event_id: int) -> UnitEvent:
    """Takes back an event whose day has not come; once more changes nothing. Raises :class:`Conflict` when applied."""
    demand_top(session, actor)
    event = session.get(UnitEvent, event_id, with_for_update=True)
    if event is None:
        raise NotFound(
            Words(f"Không có thay đổi số {event_id}.", f"There is no event {event_id}."),
            Words("Xem trang Các lần thay đổi.", "See: rao controller units events."),
        )
    if event.state == "applied":
        raise Conflict(
            Words("Thay đổi này đã thực hiện rồi.", "This event has been applied."),
            Words("Ghi một thay đổi mới để sửa lại.", "Order another event to mend it."),
        )
    event.state = "cancelled"
    session.add(event)
    session.flush()
    return event


def list_events(session: Session, actor: Actor) -> Sequence[UnitEvent]:
    """All events, the newest day first."""
    demand_top(session, actor)
    newest = (col(UnitEvent.effective).desc(), col(UnitEvent.id).desc())
    return session.exec(select(UnitEvent).order_by(*newest)).all()


def expected(session: Session, day: date) -> list[Unit]:
    """The records as they will be when the events that wait for a day up to ``day`` have been applied."""
    units = list(session.exec(select(Unit)).all())
    for event in _waiting(session, day):
        step = work_out(order_of(event), units)
        units = units if step.problems else after(units, step)
    return units


def order_of(event: UnitEvent) -> Order:
    """What was ordered."""
    return msgspec.json.decode(event.body, type=Order)


def done_of(event: UnitEvent) -> Done:
    """What it did; nothing while it waits."""
    return msgspec.json.decode(event.done, type=Done)


def _divided(passages: Passages) -> dict[str, Any]:
    """Of a list's passages those with one heir, and those with several."""
    into = {ended: heirs[0] for ended, heirs in passages.items() if len(heirs) == 1}
    return {"into": into, "parts": {ended: heirs for ended, heirs in passages.items() if ended not in into}}


def _waiting(session: Session, day: date) -> Sequence[UnitEvent]:
    query = select(UnitEvent).where(col(UnitEvent.state) == "waiting", col(UnitEvent.effective) <= day)
    return session.exec(query.order_by(*IN_ORDER)).all()


def _check_new(session: Session, order: Order) -> None:
    """A unit ends once."""
    held = session.exec(select(UnitEvent).where(col(UnitEvent.state) != "cancelled").order_by(*IN_ORDER)).all()
    ends = set(order.ends)
    for event in held:
        twice = sorted(ends.intersection(order_of(event).ends))
        if twice:
            raise Conflict(
                Words(
                    f"{', '.join(twice)} đã có trong thay đổi số {event.id}.",
                    f"{', '.join(twice)} is in event {event.id} already.",
                ),
                Words("Hủy thay đổi đó trước, nếu chưa thực hiện.", "Cancel that event first, unless it was applied."),
            )


def _change_units(session: Session, reviewed: Review) -> None:
    step = reviewed.step
    for one in step.ends:
        session.get_one(Unit, one).valid_to = step.last_day
    session.flush()
    for unit in parents_first(step.begins):
        session.add(unit)
        session.flush()
    for one, parent_id in step.reparented.items():
        session.get_one(Unit, one).parent_id = parent_id
    for ended, heir in step.links():
        session.merge(Merger(from_id=ended, into_id=heir, effective=step.effective))
    session.flush()


def _rehome(
    session: Session, event: UnitEvent, moves: Sequence[tuple[Thing, str]], now_ms: EpochMs, time_zone: str
) -> None:
    since_ms = midnight_ms(event.effective, time_zone)
    for thing, into in moves:
        session.add(
            Rehoming(
                event_id=event.id or 0,
                what=thing.what,
                thing_id=thing.id,
                from_id=thing.unit_id,
                into_id=into,
                since_ms=since_ms,
                moved_at_ms=now_ms,
            )
        )
    session.flush()
    for (what, into), keys in _gathered(moves).items():
        _update(session, what, keys, unit_id=into)


def _sources(reviewed: Review) -> dict[str, list[str]]:
    """The units that each heir comes from."""
    found: dict[str, list[str]] = {}
    for ended, heir in reviewed.step.links():
        found.setdefault(heir, []).append(ended)
    return found


def _gathered(moves: Sequence[tuple[Thing, str]]) -> dict[tuple[str, str], list[str]]:
    """The keys of what goes to each unit, by what it is."""
    found: dict[tuple[str, str], list[str]] = {}
    for thing, into in moves:
        found.setdefault((thing.what, into), []).append(thing.id)
    return found


def _update(session: Session, what: str, keys: Sequence[str], **values: object) -> None:
    [belonging] = [one for one in MOVING if one.what == what]
    for some in (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)):
        session.exec(update(belonging.table).where(belonging.key.in_(some)).values(**values))


def _done(reviewed: Review) -> Done:
    moved = Counter(thing.what for thing, _ in reviewed.places.moves)
    step = reviewed.step
    return Done({one: step.heirs(one) for one in sorted(step.ends)}, dict(moved))
