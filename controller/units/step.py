"""What an order does to the records of units. Pure: records and an order in, changed records out, or what is wrong.

Every event is the same thing: some records end on the day before, others begin, and each that ended has heirs. What
is below a unit that ended gets a new record too, since it lies below another unit now; only a change of name under the
same code leaves it as it is, for then the unit above is the same unit (see :mod:`.tree`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from controller.units.dated import is_valid
from controller.units.models import Unit
from controller.units.order import NewUnit, Order, key_of
from controller.units.tree import Tree
from protocol.words import Words


@dataclass(slots=True)
class Step:
    """``ends``, ``begins`` and ``reparented`` are the changes; ``into`` and ``parts`` what became of each that ends.

    ``undecided`` are units below a split one of which nobody said where they go. With any problem nothing may be done.
    """

    effective: date
    ends: set[str] = field(default_factory=set)
    begins: list[Unit] = field(default_factory=list)
    """Those which are not in the records yet, in an order in which parents come first."""
    reparented: dict[str, str] = field(default_factory=dict)
    into: dict[str, str] = field(default_factory=dict)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    undecided: list[str] = field(default_factory=list)
    problems: list[Words] = field(default_factory=list)

    @property
    def last_day(self) -> date:
        """The last day of the units that end."""
        return self.effective - timedelta(days=1)

    def heirs(self, unit_id: str) -> tuple[str, ...]:
        """What became of a unit that ends."""
        return self.parts.get(unit_id) or (self.into[unit_id],)

    def links(self) -> Iterator[tuple[str, str]]:
        """(from, into) of every unit that ends."""
        return ((one, heir) for one in (*self.into, *self.parts) for heir in self.heirs(one))


def work_out(order: Order, units: Iterable[Unit]) -> Step:
    """The step of ``order`` in this tree."""
    held = {unit.id: unit for unit in units}
    step = Step(order.effective, set(order.ends), into=dict(order.into), parts=dict(order.parts))
    _check_ends(step, held)
    _begin(step, order, held)
    if not step.problems:
        _carry_along(step, order, held)
        _check_heirs(step, order, held)
        _check_codes(step, held)
        _check_parents(step, held)
    return step


def after(units: Iterable[Unit], step: Step) -> list[Unit]:
    """The records once the step is done; those given stay as they are."""
    return [*(_changed(unit, step) for unit in units), *step.begins]


def _changed(unit: Unit, step: Step) -> Unit:
    if unit.id not in step.ends and unit.id not in step.reparented:
        return unit
    changed = Unit(**unit.model_dump())
    changed.valid_to = step.last_day if unit.id in step.ends else unit.valid_to
    changed.parent_id = step.reparented.get(unit.id, unit.parent_id)
    return changed


def _check_ends(step: Step, held: Mapping[str, Unit]) -> None:
    if not step.ends:
        step.problems.append(Words("Chưa chọn đơn vị nào.", "No unit was named."))
    if len(step.ends) != len(step.into) + len(step.parts):
        step.problems.append(Words("Một đơn vị được nêu hai lần.", "A unit is named twice."))
    for one in sorted(step.ends):
        unit = held.get(one)
        if unit is None:
            step.problems.append(Words(f"Không có đơn vị “{one}”.", f"There is no unit {one!r}."))
        elif unit.valid_from > step.last_day or unit.valid_to not in (None, step.last_day):
            step.problems.append(
                Words(
                    f"{unit.name} ({one}) không tồn tại đến hết ngày {step.last_day:%d/%m/%Y}.",
                    f"{unit.name} ({one}) does not exist up to {step.last_day}.",
                )
            )


def _begin(step: Step, order: Order, held: Mapping[str, Unit]) -> None:
    ids = Counter(order.id_of(new) for new in order.begins)
    for one in (one for one, times in ids.items() if times > 1):
        step.problems.append(Words(f"Đơn vị mới {one} được nêu hai lần.", f"The new unit {one} is named twice."))
    for new in order.begins:
        one = order.id_of(new)
        source = next((held[ended] for ended, heir in step.links() if heir == one and ended in held), None)
        if one in held:
            _check_known(step, new, held[one])
        elif source is None:
            step.problems.append(Words(f"Đơn vị mới {one} không từ đâu ra.", f"The new unit {one} comes from nothing."))
        else:
            step.begins.append(_unit(one, new, source, order))


def _check_known(step: Step, new: NewUnit, known: Unit) -> None:
    if known.name != new.name:
        step.problems.append(
            Words(f"{known.id} đã có, tên là {known.name}.", f"{known.id} is there already; it is called {known.name}.")
        )


def _unit(unit_id: str, new: NewUnit, source: Unit, order: Order) -> Unit:
    above = order.into.get(source.parent_id or "", source.parent_id)
    whole = source.id in order.into
    return Unit(
        id=unit_id,
        code=new.code,
        name=new.name,
        kind=new.kind or source.kind,
        tier=new.tier or source.tier,
        parent_id=new.parent_id or above,
        valid_from=order.effective,
        lat=source.lat if new.lat is None and whole else new.lat,
        lon=source.lon if new.lon is None and whole else new.lon,
    )


def _carry_along(step: Step, order: Order, held: Mapping[str, Unit]) -> None:
    """What lies below the units that end, all the way down."""
    below = _below_on(Tree(held.values()), held.values(), step.last_day)
    waiting = sorted(step.ends)
    while waiting:
        above = waiting.pop()
        for child in below.get(above, ()):
            if child.id in step.ends or not is_valid(child, step.effective):
                continue
            heir = _heir_of_child(step, order, above, child)
            if heir is None:
                step.undecided.append(child.id)
            elif _is_renamed(step, held, above, heir) or child.parent_id == heir:
                step.reparented[child.id] = heir
            else:
                _renew(step, child, heir)
                waiting.append(child.id)


def _below_on(tree: Tree, units: Iterable[Unit], day: date) -> dict[str, list[Unit]]:
    below: dict[str, list[Unit]] = {}
    for unit in sorted(units, key=lambda unit: unit.id):
        chain = tree.ancestors(unit.id, day) if is_valid(unit, day) else ()
        if len(chain) > 1:
            below.setdefault(chain[1].id, []).append(unit)
    return below


def _heir_of_child(step: Step, order: Order, above: str, child: Unit) -> str | None:
    if above in step.into:
        return step.into[above]
    chosen = order.placed.get(key_of("unit", child.id))
    return chosen if chosen in step.parts[above] else None


def _is_renamed(step: Step, held: Mapping[str, Unit], above: str, heir: str) -> bool:
    """Whether the heir is the same unit in the same place, with the same code."""
    known = {**held, **{unit.id: unit for unit in step.begins}}
    before, now = held[above], known.get(heir)
    places = {before.parent_id, step.into.get(before.parent_id or "")}
    alone = [ended for ended, into in step.links() if into == heir] == [above]
    return now is not None and now.code == before.code and alone and now.parent_id in places


def _renew(step: Step, child: Unit, parent_id: str) -> None:
    renewed = Unit(**child.model_dump())
    renewed.id, renewed.parent_id = f"{child.code}-{step.effective:%Y%m%d}", parent_id
    renewed.valid_from, renewed.valid_to = step.effective, child.valid_to
    step.begins.append(renewed)
    step.ends.add(child.id)
    step.into[child.id] = renewed.id


def _check_heirs(step: Step, order: Order, held: Mapping[str, Unit]) -> None:
    known = {**held, **{unit.id: unit for unit in step.begins}}
    for ended, heir in step.links():
        unit = known.get(heir)
        if unit is None or heir in step.ends or not is_valid(unit, step.effective):
            step.problems.append(
                Words(
                    f"Đơn vị nhận “{heir}” của {ended} không có vào ngày {step.effective:%d/%m/%Y}.",
                    f"{heir!r}, which is to take over {ended}, does not exist on {step.effective}.",
                )
            )
    for ended, parts in order.parts.items():
        if len(set(parts)) < 2:
            step.problems.append(
                Words(f"{ended} phải chia thành ít nhất hai đơn vị.", f"{ended} must be split into two units or more.")
            )


def _check_codes(step: Step, held: Mapping[str, Unit]) -> None:
    """No code may mean two units on one day."""
    for begun in step.begins:
        for other in held.values():
            last = step.last_day if other.id in step.ends else other.valid_to
            if other.code == begun.code and (last is None or last >= begun.valid_from):
                step.problems.append(
                    Words(
                        f"Mã {begun.code} đang là {other.name} ({other.id}).",
                        f"The code {begun.code} is in use by {other.name} ({other.id}).",
                    )
                )


def _check_parents(step: Step, held: Mapping[str, Unit]) -> None:
    """What is above a unit that begins exists that day, and nothing is above itself."""
    known = {unit.id: unit for unit in after(held.values(), step)}
    for unit in step.begins:
        parent = known.get(unit.parent_id or "")
        if unit.parent_id is not None and (parent is None or not is_valid(parent, step.effective)):
            step.problems.append(
                Words(
                    f"Đơn vị cấp trên “{unit.parent_id}” của {unit.name} không có vào ngày đó.",
                    f"{unit.parent_id!r}, above {unit.name}, does not exist that day.",
                )
            )
        elif _is_above_itself(unit, known):
            step.problems.append(Words(f"{unit.name} nằm trên chính nó.", f"{unit.name} would be above itself."))


def _is_above_itself(unit: Unit, known: Mapping[str, Unit]) -> bool:
    seen, above = {unit.id}, unit.parent_id
    while above is not None and above in known:
        if above in seen:
            return True
        seen.add(above)
        above = known[above].parent_id
    return False


def parents_first(units: Sequence[Unit]) -> list[Unit]:
    """These units so that each comes after the one above it, when that is among them."""
    ids = {unit.id for unit in units}
    placed: dict[str, Unit] = {}
    waiting = list(units)
    while waiting:
        ready = [unit for unit in waiting if unit.parent_id not in ids or unit.parent_id in placed]
        placed.update({unit.id: unit for unit in ready})
        waiting = [unit for unit in waiting if unit.id not in placed]
    return list(placed.values())
