"""What waits to be translated or recorded, over HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import BaseModel
from sqlmodel import Session

from controller.units.service import get_unit
from controller.unspoken.needs import Need
from controller.unspoken.service import Task
from media.speech.languages import language_name
from protocol.words import Language


class TaskOut(BaseModel):
    """One content in one language that loudspeakers can't say yet. Days are of the province's time zone, included."""

    id: str
    content_id: str
    title: str
    language: str
    name: str
    need: Need
    """``draft``: a translation waits for approval; ``record``: it is approved, and no engine reads it; ``outdated``:
    what there is, is of older words; ``needed``: there is nothing."""
    unit: str
    unit_id: str
    slot_class: str
    first_date: date
    last_date: date | None
    boards: int
    """How many devices it goes to speak the language."""


class CountOut(BaseModel):
    """How many contents loudspeakers can't say yet in a language."""

    language: str
    name: str
    waiting: int


def counts_out(counts: Mapping[str, int], spoken: Language) -> list[CountOut]:
    """As they leave."""
    return [CountOut(language=one, name=_named(one, spoken), waiting=count) for one, count in counts.items()]


def tasks_out(session: Session, tasks: Sequence[Task], spoken: Language) -> list[TaskOut]:
    """Tasks as they leave."""
    return [_out(session, task, spoken) for task in tasks]


def _out(session: Session, task: Task, spoken: Language) -> TaskOut:
    content = task.content
    return TaskOut(
        id=task.id,
        content_id=content.id,
        title=content.title,
        language=task.language,
        name=_named(task.language, spoken),
        need=task.need,
        unit=get_unit(session, content.unit_id).name,
        unit_id=content.unit_id,
        slot_class=content.slot_class,
        first_date=content.first_date,
        last_date=content.last_date,
        boards=task.boards,
    )


def _named(language: str, spoken: Language) -> str:
    return language_name(language).spoken_in(spoken)
