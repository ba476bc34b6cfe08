"""All schedules of a unit as one JSON file, out and in: ``rao.schedules/1``. Contents, units and devices go by id.

What is in the file is written under its id; what is not in it stays. Nothing is written when a line is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlmodel import Session

from controller.people.actor import Actor
from controller.schedules.campaigns import page_of_campaigns, save_campaign
from controller.schedules.common import ID, demand_change
from controller.schedules.json_lines import Place, lines_of
from controller.schedules.playlists import page_of_playlists, save_playlist
from controller.schedules.schemas import CampaignIn, PlaylistIn, SlotIn, campaign_out
from controller.schedules.service import MOST_SLOTS, page_of_slots, save_slot
from controller.schedules.told import playlists_out, slots_out
from controller.units.service import get_unit
from protocol.errors import InvalidInput, RaoError
from protocol.ids import EpochMs
from protocol.words import Words

ALL = 1_000_000
FEW = 5
"""Refusals told at once."""
FileId = Annotated[str, Field(pattern=f"^{ID.pattern}$")]
Change = Literal["added", "changed", "same"]


class CampaignLine(CampaignIn):
    """A campaign in a file."""

    id: FileId


class PlaylistLine(PlaylistIn):
    """A playlist in a file."""

    id: FileId


class SlotLine(SlotIn):
    """A slot in a file."""

    id: FileId


class SchedulesFile(BaseModel):
    """The schedules of one unit."""

    model_config = ConfigDict(extra="forbid")

    format: Annotated[Literal["rao.schedules/1"], Field(alias="schema")] = "rao.schedules/1"
    unit_id: Annotated[str, Field(max_length=32)]
    campaigns: Annotated[list[CampaignLine], Field(max_length=MOST_SLOTS)] = []
    playlists: Annotated[list[PlaylistLine], Field(max_length=MOST_SLOTS)] = []
    slots: Annotated[list[SlotLine], Field(max_length=MOST_SLOTS)] = []


class Difference(BaseModel):
    """What a file does to one playlist, slot or campaign; ``fields`` are those that change."""

    what: Literal["campaigns", "playlists", "slots"]
    id: str
    title: str
    change: Change
    fields: list[str]


@dataclass(frozen=True, slots=True)
class _Section:
    """One list of the file, and how its lines are written."""

    what: Literal["campaigns", "playlists", "slots"]
    lines: Sequence[Any]
    save: Callable[[Any], object]


def export(session: Session, actor: Actor, unit_id: str) -> SchedulesFile:
    """All schedules of a unit; raises :class:`NotFound`. Of others than the actor's units nothing is told."""
    get_unit(session, unit_id)
    campaigns = page_of_campaigns(session, actor, unit_id, "", ALL)
    lists = playlists_out(session, page_of_playlists(session, actor, unit_id, "", ALL))
    slots = slots_out(session, page_of_slots(session, actor, unit_id, "", ALL))
    return SchedulesFile(
        unit_id=unit_id,
        campaigns=[CampaignLine.model_validate(_bare(campaign_out(one))) for one in campaigns],
        playlists=[PlaylistLine.model_validate(_bare(one)) for one in lists],
        slots=[SlotLine.model_validate(_bare(one)) for one in slots],
    )


def take(session: Session, actor: Actor, text: str, now_ms: EpochMs) -> list[Difference]:
    """Writes what the file says; answers what that changed.

    Raises :class:`InvalidInput` that names the lines which can't be taken, :class:`NotFound` and :class:`NotAllowed`.
    """
    file = read(text)
    demand_change(session, actor, get_unit(session, file.unit_id).id)
    found, refused = write(session, actor, file, now_ms)
    demand_none(text, refused)
    return found


def write(
    session: Session, actor: Actor, file: SchedulesFile, now_ms: EpochMs
) -> tuple[list[Difference], dict[Place, RaoError]]:
    """Writes what can be written; answers what that changed, and why elements of the file can't be."""
    before = export(session, actor, file.unit_id)
    refused: dict[Place, RaoError] = {}
    found: list[Difference] = []
    for section in _sections(session, actor, file, now_ms):
        held = {one.id: one for one in getattr(before, section.what)}
        for number, line in enumerate(section.lines):
            difference = _difference(section, held.get(line.id), line)
            why = _refusal(session, section, line, file) if difference.change != "same" else None
            if why is not None:
                refused[section.what, number] = why
            found.append(difference)
    return found, refused


def demand_none(text: str, refused: Mapping[Place, RaoError]) -> None:
    """Raises :class:`InvalidInput` that names the lines of the text which are refused."""
    if refused:
        lines = lines_of(text)
        raise _refused([(lines[place], why) for place, why in refused.items()])


def tried(session: Session, actor: Actor, text: str, now_ms: EpochMs) -> list[Difference]:
    """What :func:`take` would answer, or raise, without anything being written."""
    nested = session.begin_nested()
    try:
        return take(session, actor, text, now_ms)
    finally:
        nested.rollback()


def read(text: str) -> SchedulesFile:
    """The file, checked as far as it goes without the database; raises :class:`InvalidInput` that names the line."""
    try:
        known = json.loads(text)
        if not isinstance(known, dict):
            raise _bad(1, "không phải một đối tượng JSON", "no JSON object")
        return SchedulesFile.model_validate(known)
    except json.JSONDecodeError as wrong:
        raise _bad(wrong.lineno, "không phải JSON", f"no JSON: {wrong.msg}") from wrong
    except RecursionError as wrong:
        raise _bad(1, "lồng quá sâu", "nested too deep") from wrong
    except ValidationError as wrong:
        raise _invalid(text, wrong) from wrong


def _sections(session: Session, actor: Actor, file: SchedulesFile, now_ms: EpochMs) -> tuple[_Section, ...]:
    """What others refer to comes first."""
    return (
        _Section("campaigns", file.campaigns, lambda one: save_campaign(session, actor, one.draft(), now_ms, one.id)),
        _Section("playlists", file.playlists, lambda one: save_playlist(session, actor, one.draft(), now_ms, one.id)),
        _Section("slots", file.slots, lambda one: save_slot(session, actor, one.draft(), now_ms, one.id)),
    )


def _difference(section: _Section, held: Any, line: Any) -> Difference:
    said = line.model_dump(mode="json")
    was = held.model_dump(mode="json") if held is not None else {}
    fields = sorted(name for name, value in said.items() if was and was[name] != value)
    change: Change = "added" if held is None else "changed" if fields else "same"
    title = line.name if isinstance(line, CampaignLine) else line.title
    return Difference(what=section.what, id=line.id, title=title, change=change, fields=fields)


def _refusal(session: Session, section: _Section, line: Any, file: SchedulesFile) -> RaoError | None:
    if line.unit_id != file.unit_id:
        return InvalidInput(
            Words(f"là của đơn vị khác: {line.unit_id}.", f"it is of another unit: {line.unit_id}."),
            Words("Mỗi tệp một đơn vị.", "One file a unit."),
        )
    try:
        with session.begin_nested():
            section.save(line)
    except RaoError as why:
        return why
    return None


def _refused(refused: Sequence[tuple[int, RaoError]]) -> InvalidInput:
    told, more = refused[:FEW], len(refused) - FEW
    vi = " ".join(f"Dòng {line}: {why.problem.vi}" for line, why in told)
    en = " ".join(f"Line {line}: {why.problem.en}" for line, why in told)
    return InvalidInput(
        Words(
            f"{vi}{f' Và {more} dòng nữa.' if more > 0 else ''}",
            f"{en}{f' And {more} more lines.' if more > 0 else ''}",
        ),
        Words("Sửa các dòng đó rồi nhập lại; chưa có gì được ghi.", "Mend them and try again; nothing was written."),
    )


def _invalid(text: str, wrong: ValidationError) -> InvalidInput:
    """The first thing that is wrong, by its line and the names that lead to it."""
    first = wrong.errors()[0]
    where = first["loc"]
    line = 1
    if len(where) > 1 and isinstance(where[0], str) and isinstance(where[1], int):
        line = lines_of(text).get((where[0], where[1]), 1)
    path = ".".join(str(one) for one in where)
    return _bad(line, f"{path}: giá trị không dùng được", f"{path}: {first['msg']}")


def _bad(line: int, vi: str, en: str) -> InvalidInput:
    return InvalidInput(
        Words(f"Dòng {line}: {vi}.", f"Line {line}: {en}."),
        Words("Sửa dòng đó rồi nhập lại; chưa có gì được ghi.", "Mend it and try again; nothing was written."),
    )


def _bare(told: BaseModel) -> dict[str, Any]:
    return told.model_dump(mode="json", exclude={"changed_at"})
