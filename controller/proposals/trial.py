"""What would be if a proposal were in force: written in a savepoint by the services that write schedules, looked at,
and taken back. Never commits; the session must be one that writes, though nothing of this stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from controller.people.actor import THE_SYSTEM
from controller.proposals.lines import Key, Line, Lines, What, file_of, lines_in, only, title_of
from controller.schedules.draft import PlaylistDraft, SlotDraft
from controller.schedules.json_lines import Place
from controller.schedules.models import SlotRow
from controller.schedules.notices import notices
from controller.schedules.playlists import save_playlist
from controller.schedules.service import save_slot
from controller.schedules.sheet import SchedulesFile, demand_none, export, write
from protocol.errors import RaoError
from protocol.ids import EpochMs
from protocol.words import Words

Refused = Mapping[Place, RaoError]
"""Why elements of a file can't stand."""


@dataclass(frozen=True, slots=True)
class Look:
    """What people should know before it is in force: what can't be, and what of it would not be heard."""

    refused: tuple[tuple[str, RaoError], ...]
    notices: tuple[tuple[str, Words], ...]


@contextmanager
def as_if(session: Session, file: SchedulesFile, now_ms: EpochMs) -> Iterator[Refused]:
    """Within the block all of the file that can stand is in force."""
    nested = session.begin_nested()
    try:
        _, refused = write(session, THE_SYSTEM, file, now_ms)
        yield refused
    finally:
        nested.rollback()


def look(session: Session, file: SchedulesFile, today: date, time_zone: str, now_ms: EpochMs) -> Look:
    """Before it is in force."""
    with as_if(session, file, now_ms) as refused:
        rows = session.exec(select(SlotRow).where(col(SlotRow.id).in_([one.id for one in file.slots]))).all()
        told = [(row.title, one) for row in rows for one in notices(session, row, today, time_zone)]
    return Look(titled(file, refused), tuple(told))


def titled(file: SchedulesFile, refused: Refused) -> tuple[tuple[str, RaoError], ...]:
    """The same by titles."""
    return tuple((title_of(getattr(file, what)[number]), why) for (what, number), why in refused.items())


def settled(session: Session, text: str, file: SchedulesFile, now_ms: EpochMs) -> Lines:
    """The lines of a file as they would stand in force: tidied, as the services write them.

    Raises :class:`InvalidInput` that names the lines of the text which can't stand.
    """
    with as_if(session, file, now_ms) as refused:
        demand_none(text, refused)
        return only(in_force(session, file.unit_id), set(lines_in(file)))


def drafted(
    session: Session, held: Lines, draft: SlotDraft | PlaylistDraft, line_id: str, now_ms: EpochMs
) -> tuple[Key, Line]:
    """The line that a draft would be, beside the others that are held; an empty id makes a new one.

    Raises what :func:`save_slot` and :func:`save_playlist` raise.
    """
    what: What = "slots" if isinstance(draft, SlotDraft) else "playlists"
    others = {key: line for key, line in held.items() if key != (what, line_id)}
    with as_if(session, file_of(draft.unit_id, others), now_ms):
        if isinstance(draft, SlotDraft):
            key: Key = what, save_slot(session, THE_SYSTEM, draft, now_ms, line_id).id
        else:
            key = what, save_playlist(session, THE_SYSTEM, draft, now_ms, line_id).id
        return key, in_force(session, draft.unit_id)[key]


def in_force(session: Session, unit_id: str) -> Lines:
    """All lines of a unit as they stand now."""
    return lines_in(export(session, THE_SYSTEM, unit_id))
