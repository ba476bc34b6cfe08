"""Changes to many devices, over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from controller.bulk.change import TAGS, UNIT, Change, Line, Plan
from controller.bulk.service import MOST, Progress
from controller.clock import utc
from controller.devices.finding import Wanted
from controller.publishing.schemas import BoardIO, board_io
from controller.units.models import Unit

Tags = Annotated[list[str], Field(max_length=50)]


class BulkIn(BaseModel):
    """Which devices (by ``devices``, else all that are as ``where`` says) and what is to change on them."""

    model_config = ConfigDict(extra="forbid")

    devices: Annotated[list[str], Field(max_length=MOST)] | None = None
    where: Wanted | None = None
    setting: BoardIO = BoardIO()
    """Only the fields that stand in it are changed; null is: as the unit above."""
    add_tags: Tags = []
    take_tags: Tags = []
    unit_id: Annotated[str, Field(max_length=32)] | None = None
    """Where the devices are to go."""
    dry_run: bool = False
    """Only tell what would change."""

    def change(self, unit: Unit | None) -> Change:
        """As the domain takes it, with the unit of that id; raises :class:`~protocol.errors.InvalidInput`."""
        said = self.setting.setting()
        fields = {name: getattr(said, name) for name in self.setting.model_fields_set}
        return Change(fields, tuple(self.add_tags), tuple(self.take_tags), unit)


class FieldOut(BaseModel):
    """What a field says and would say; null is: as the unit above."""

    field: str
    before: Any
    after: Any


class LineOut(BaseModel):
    """A device and what changes on it; with a refusal nothing is changed on any device."""

    id: str
    name: str
    unit: str
    changes: list[FieldOut]
    refusal_vi: str | None
    refusal_en: str | None


class BulkOut(BaseModel):
    """What was changed, or would be."""

    id: str | None
    """Of the change; null when it was only tried."""
    devices: int
    changed: int
    refused: int
    lines: list[LineOut]


class ProgressOut(BaseModel):
    """How far a change is."""

    id: str
    made_at: datetime
    """UTC."""
    devices: int
    applied: int
    waiting: list[str]
    """Ids of devices that have not applied it yet."""


def bulk_out(planned: Plan, change_id: str | None) -> BulkOut:
    """As it leaves."""
    return BulkOut(
        id=change_id,
        devices=len(planned.lines),
        changed=len(planned.changed),
        refused=len(planned.refused),
        lines=[_line(line) for line in planned.lines],
    )


def progress_out(progress: Progress) -> ProgressOut:
    """As it leaves."""
    return ProgressOut(
        id=progress.change.id,
        made_at=utc(progress.change.made_at_ms),
        devices=progress.devices,
        applied=progress.devices - len(progress.waiting),
        waiting=[one for one, *_ in progress.waiting],
    )


def _line(line: Line) -> LineOut:
    before, after = board_io(line.device.setting).model_dump(), board_io(line.setting).model_dump()
    before |= {TAGS: list(line.device.tags), UNIT: line.device.unit_id}
    after |= {TAGS: list(line.tags), UNIT: line.unit_id}
    return LineOut(
        id=line.device.id,
        name=line.device.name,
        unit=line.device.unit,
        changes=[FieldOut(field=name, before=before[name], after=after[name]) for name, *_ in line.changes],
        refusal_vi=line.refusal.problem.vi if line.refusal else None,
        refusal_en=line.refusal.problem.en if line.refusal else None,
    )
