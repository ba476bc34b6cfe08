"""The published facts that come with the program, as unit records. Pure: text in, values out.

Source: the General Statistics Office's list of administrative units before and after 2025-07-01.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

from controller.units.importing import read_units
from controller.units.mergers import read_mergers
from controller.units.models import Merger, Unit
from controller.units.renewals import renewals


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the shipped files say; ``units`` is in an order in which parents come before their children."""

    units: tuple[Unit, ...]
    mergers: tuple[Merger, ...]


def shipped_facts() -> Facts:
    """The facts which come with the program: both states, before and after 2025-07-01."""
    folder = resources.files(__package__) / "data"
    return read_facts((folder / "units.csv").read_text("utf-8"), (folder / "mergers.csv").read_text("utf-8"))


def read_facts(units_csv: str, mergers_csv: str) -> Facts:
    """Both files as records, with what follows from the units alone (:mod:`.renewals`).

    Raises :class:`~.importing.BadRows` for rows which can't be or name an unknown unit.
    """
    units = read_units(units_csv).added
    passed = {
        (ended, heir): day
        for day, passages in read_mergers(mergers_csv, units).items()
        for ended, heirs in passages.items()
        for heir in heirs
    }
    for day, renewed in renewals(units, passed).items():
        passed |= dict.fromkeys(renewed.items(), day)
    return Facts(units, tuple(Merger(from_id=one, into_id=heir, effective=day) for (one, heir), day in passed.items()))
