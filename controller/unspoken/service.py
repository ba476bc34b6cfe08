"""Contents that loudspeakers can't say yet in a language they speak, those that began first before others.

Contents are gone through in portions, each by a few statements, so that a page costs what is on it. Never commits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

from sqlmodel import Session, col, or_, select

from controller.bulletins.models import Content, ContentRecording, ContentTranslation
from controller.bulletins.service import find
from controller.offers.targets import all_targets
from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.unspoken.listeners import Listeners, listeners
from controller.unspoken.needs import Held, Need, need_of
from controller.unspoken.said import said_in

AT_ONCE = 500
BETWEEN = "."
"""A content's id and a language, as the id of what is to be done."""


@dataclass(frozen=True, slots=True)
class Task:
    """One content in one language; ``boards`` is how many devices it goes to speak that."""

    content: Content
    language: str
    need: Need
    boards: int

    @property
    def id(self) -> str:
        """Which it goes by in lists."""
        return f"{self.content.id}{BETWEEN}{self.language}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is listed: of one language or of all, after one of the list, as of a day.

    ``voiced`` are the languages that an engine here speaks: what is written in one of them and not read was published
    so.
    """

    today: date
    voiced: Collection[str]
    language: str = ""
    after: str = ""
    most: int = 50


Place = tuple[date, str]
"""Where a content stands in the order of first days and ids."""
Found = tuple[date, str, str]
"""First day, content, language: also the order."""


def page_of_tasks(session: Session, actor: Actor, asked: Asked) -> Sequence[Task]:
    """At most ``most`` of what waits in the actor's units; raises NotFound for an ``after`` that is none of them."""
    heard = listeners(session)
    found = _found(session, visible_units(session, actor), heard, asked, _place(session, actor, asked.after))
    return _told(session, heard, list(islice(found, asked.most)))


def languages_heard(session: Session, actor: Actor) -> tuple[str, ...]:
    """The languages that devices of the actor's units speak."""
    standing = listeners(session).standing
    here = visible_units(session, actor) & standing.keys()
    return tuple(sorted({language for unit_id in here for language in standing[unit_id]}))


def _place(session: Session, actor: Actor, after: str) -> Found | None:
    if not after:
        return None
    content_id, _, language = after.rpartition(BETWEEN)
    return find(session, actor, content_id).first_date, content_id, language


def _found(
    session: Session, seen: frozenset[str], heard: Listeners, asked: Asked, last: Found | None
) -> Iterator[Found]:
    """What waits, in order: contents are gone through in portions, and no further than somebody takes."""
    begin: tuple[Place, bool] | None = (last[:2], True) if last else None
    while portion := _portion(session, seen, asked.today, begin):
        ids = [one.id for one in portion]
        aimed, said = all_targets(session, ids), said_in(session, ids)
        for one in portion:
            wanted = heard.of(one.unit_id, aimed.get(one.id, ())).keys() - said[one.id].heard
            if one.language in asked.voiced and one.language not in said[one.id].recorded:
                wanted -= {one.language}
            for language in sorted(wanted & {asked.language} if asked.language else wanted):
                if last is None or (one.first_date, one.id, language) > last:
                    yield one.first_date, one.id, language
        begin = portion[-1].place, False
        if len(portion) < AT_ONCE:
            return


class Passed(NamedTuple):
    """What of a content decides whether it is heard."""

    first_date: date
    id: str
    unit_id: str
    language: str

    @property
    def place(self) -> Place:
        """Where it stands in the order."""
        return self.first_date, self.id


def _portion(session: Session, seen: frozenset[str], today: date, begin: tuple[Place, bool] | None) -> Sequence[Passed]:
    """The next contents on the air or coming, after a place, or from it on."""
    first_date, content_id = col(Content.first_date), col(Content.id)
    unit_id = col(Content.unit_id).concat("")
    """No column any more: SQLite would read all of the units by their index and sort, not go along the days."""
    query = select(first_date, content_id, col(Content.unit_id), col(Content.language)).where(
        Content.state == "published",
        Content.kind == "bulletin",
        or_(col(Content.last_date).is_(None), col(Content.last_date) >= today),
        unit_id.in_(seen),
    )
    if begin is not None:
        (day, one), with_it = begin
        follows = content_id >= one if with_it else content_id > one
        query = query.where(first_date >= day, or_(first_date > day, follows))
    rows = session.exec(query.order_by(first_date, content_id).limit(AT_ONCE)).all()
    return [Passed(*row) for row in rows]


def _told(session: Session, heard: Listeners, found: Sequence[Found]) -> Sequence[Task]:
    ids = {content_id for _, content_id, _ in found}
    contents = {one.id: one for one in session.exec(select(Content).where(col(Content.id).in_(ids))).all()}
    aimed, held = all_targets(session, ids), _held(session, ids)
    return [
        Task(
            content=contents[content_id],
            language=language,
            need=need_of(contents[content_id].original_sha256, held.get((content_id, language), [])),
            boards=heard.of(contents[content_id].unit_id, aimed.get(content_id, ()))[language],
        )
        for _, content_id, language in found
    ]


def _held(session: Session, ids: Collection[str]) -> dict[tuple[str, str], list[Held]]:
    """What there is of these contents, by content and language."""
    held = defaultdict[tuple[str, str], list[Held]](list)
    for row in session.exec(select(ContentRecording).where(col(ContentRecording.content_id).in_(ids))).all():
        held[row.content_id, row.language].append(Held(row.original_sha256))
    for one in session.exec(select(ContentTranslation).where(col(ContentTranslation.content_id).in_(ids))).all():
        is_approved = one.approved_at_ms is not None
        held[one.content_id, one.language].append(Held(one.original_sha256, is_approved, is_translation=True))
    return dict(held)
