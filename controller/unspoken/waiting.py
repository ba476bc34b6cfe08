"""Which bulletins wait in which languages, decided once for all that have the same mark. Never commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, literal, tuple_
from sqlmodel import Session, col, func, or_, select

from controller.bulletins.models import Content
from controller.offers.targets import all_targets
from controller.unspoken.listeners import Listeners
from controller.unspoken.models import HearingMark
from controller.unspoken.said import said_in

AT_ONCE = 500
MOST_NAMED = 1_000
"""Marks named in one statement; of more, most bulletins have one of them anyway."""

Place = tuple[date, str]
"""Where a bulletin stands in the order of first days and ids."""


class Found(NamedTuple):
    """A bulletin in one language that is not heard in it; also the order."""

    first_date: date
    content_id: str
    language: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in some units as of a day: the languages of each mark, in order, and how many bulletins in each."""

    today: date
    languages: Mapping[str, Sequence[str]]
    counts: Counter[str]


def waiting(session: Session, seen: Collection[str], heard: Listeners, voiced: Collection[str], today: date) -> Waiting:
    """Of the bulletins of these units; ``voiced`` are the languages that an engine here speaks: what is written in one
    of them and not read was published so.
    """
    columns = select(HearingMark.mark, func.min(HearingMark.content_id), func.count())
    alike = session.exec(columns.where(lasts(today)).group_by(HearingMark.mark)).all()
    languages, counts = dict[str, Sequence[str]](), Counter[str]()
    for start in range(0, len(alike), AT_ONCE):
        some = alike[start : start + AT_ONCE]
        wanted = _wanted(session, seen, heard, voiced, [one for _, one, _ in some])
        for mark, one, count in some:
            if wanted.get(one):
                languages[mark] = wanted[one]
                counts.update(dict.fromkeys(wanted[one], count))
    return Waiting(today, languages, counts)


def found(session: Session, known: Waiting, language: str, last: Found | None) -> Iterator[Found]:
    """What waits, in one language or (empty) in all, in order: gone through no further than somebody takes."""
    marks = {mark: some for mark, all_ in known.languages.items() if (some := _only(language, all_))}
    begin: tuple[Place, bool] | None = (last[:2], True) if last else None
    while marks and (portion := _portion(session, known.today, marks, begin)):
        for first_date, content_id, mark in portion:
            for one in marks.get(mark, ()):
                here = Found(first_date, content_id, one)
                if last is None or here > last:
                    yield here
        begin = portion[-1][:2], False
        if len(portion) < AT_ONCE:
            return


def lasts(today: date) -> ColumnElement[bool]:
    """On the air, or coming."""
    return or_(col(HearingMark.last_date).is_(None), col(HearingMark.last_date) >= today)


def _only(language: str, languages: Sequence[str]) -> Sequence[str]:
    return [one for one in languages if one == language] if language else languages


def _wanted(
    session: Session, seen: Collection[str], heard: Listeners, voiced: Collection[str], content_ids: Sequence[str]
) -> dict[str, Sequence[str]]:
    """In which languages each of these contents that is of units seen should be heard and is not."""
    aimed, said = all_targets(session, content_ids), said_in(session, content_ids)
    columns = select(Content.id, Content.unit_id, Content.language).where(col(Content.id).in_(content_ids))
    wanted = dict[str, Sequence[str]]()
    for one, unit_id, language in session.exec(columns).all():
        if unit_id in seen:
            lacks = heard.of(unit_id, aimed.get(one, ())).keys() - said[one].heard
            is_meant = language in voiced and language not in said[one].recorded
            wanted[one] = sorted(lacks - {language} if is_meant else lacks)
    return wanted


def _portion(
    session: Session, today: date, marks: Collection[str], begin: tuple[Place, bool] | None
) -> Sequence[tuple[date, str, str]]:
    """The next bulletins after a place, or from it on; those of other marks too when there are too many to name."""
    first_date, content_id = col(HearingMark.first_date), col(HearingMark.content_id)
    query = select(first_date, content_id, col(HearingMark.mark)).where(lasts(today))
    if len(marks) <= MOST_NAMED:
        query = query.where(col(HearingMark.mark).concat("").in_(marks))
        """No column any more: SQLite would read all of the marks by their index and sort, not go along the days."""
    if begin is not None:
        (day, one), with_it = begin
        here, place = tuple_(first_date, content_id), tuple_(literal(day), literal(one))
        query = query.where(here >= place if with_it else here > place)
    rows = session.exec(query.order_by(first_date, content_id).limit(AT_ONCE)).all()
    return [(day, one, mark) for day, one, mark in rows]
