"""The panel's form of an event: what is sent from one step to the next, until it is confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import zip_longest

from pydantic import BaseModel, Field

from controller.units.dated import FURTHEST, UNRECORDED, is_valid, unit_id
from controller.units.models import Unit
from controller.units.order import EventKind, NewUnit, Order
from protocol.errors import InvalidInput
from protocol.words import Words

MOST = 2_000


class EventForm(BaseModel):
    """The fields as sent. Of a merger ``units`` and either ``into`` or ``code`` and ``name``; of a split the parts."""

    kind: EventKind = "merge"
    effective: str = Field(default="", max_length=20)
    basis: str = Field(default="", max_length=500)
    units: list[str] = Field(default=[], max_length=MOST)
    into: str = Field(default="", max_length=32)
    code: str = Field(default="", max_length=16)
    name: str = Field(default="", max_length=200)
    word: str = Field(default="", max_length=50)
    """The official word for its kind, such as *Xã*."""
    under: str = Field(default="", max_length=32)
    part_code: list[str] = Field(default=[], max_length=50)
    part_name: list[str] = Field(default=[], max_length=50)
    asked: list[str] = Field(default=[], max_length=MOST)
    """Questions of the review, and in the same order the ``answers``."""
    answers: list[str] = Field(default=[], max_length=MOST)

    @property
    def day(self) -> date:
        """The first day; raises :class:`InvalidInput` for what is none."""
        try:
            day = date.fromisoformat(self.effective)
        except ValueError:
            day = UNRECORDED
        if not UNRECORDED < day < FURTHEST:
            raise _missing("ngày có hiệu lực", "the first day")
        return day

    @property
    def parts(self) -> list[tuple[str, str]]:
        """(code, name) of each part of a split that was filled in."""
        rows = zip_longest(self.part_code, self.part_name, fillvalue="")
        return [(code.strip().lower(), name.strip()) for code, name in rows if code.strip() or name.strip()]

    def order(self, known: Mapping[str, Unit]) -> Order:
        """As services want it; ``known`` are the records. Raises :class:`InvalidInput` for what is left out."""
        if not self.units:
            raise _missing("đơn vị thay đổi", "the unit that changes")
        placed = {key: answer for key, answer in zip(self.asked, self.answers, strict=False) if answer}
        basis = self.basis.strip()
        if self.kind == "split":
            begins = tuple(NewUnit(code, _named(name)) for code, name in self.parts)
            heirs = tuple(unit_id(code, self.day) for code, _ in self.parts)
            return Order("split", self.day, begins, parts=dict.fromkeys(self.units, heirs), placed=placed, basis=basis)
        if self.kind == "merge" and self.into:
            return Order("merge", self.day, into=dict.fromkeys(self.units, self.into), placed=placed, basis=basis)
        new = self._new(known)
        into = dict.fromkeys(self.units, unit_id(new.code, self.day))
        return Order(self.kind, self.day, (new,), into, placed=placed, basis=basis)

    def _new(self, known: Mapping[str, Unit]) -> NewUnit:
        unit = known.get(self.units[0])
        code = self.code.strip().lower() or (unit.code if unit and self.kind != "merge" else "")
        name = self.name.strip() or (unit.name if unit and self.kind == "move" else "")
        if not code:
            raise _missing("mã đơn vị mới", "the code of the new unit")
        if self.kind == "move" and not self.under:
            raise _missing("đơn vị cấp trên mới", "the unit it comes below")
        return NewUnit(code, _named(name), kind=self.word.strip(), parent_id=self.under or None)


def choices(units: Iterable[Unit], day: date, stranded: set[str]) -> list[Unit]:
    """The units that may end so that something begins on ``day``, and those that ended with something left in them."""
    return [unit for unit in units if is_valid(unit, day - timedelta(days=1)) or unit.id in stranded]


def _named(name: str) -> str:
    if not name or not name.isprintable():
        raise _missing("tên đơn vị mới", "the name of the new unit")
    return name


def _missing(vi: str, en: str) -> InvalidInput:
    return InvalidInput(
        Words(f"Chưa có {vi}.", f"What is missing: {en}."), Words("Điền rồi xem lại.", "Fill it in, then review.")
    )
