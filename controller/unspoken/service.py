"""Contents that loudspeakers can't say yet in a language they speak, those that began first before others.

Never commits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from sqlmodel import Session, col, select

from controller.bulletins.models import Content, ContentRecording, ContentTranslation
from controller.bulletins.service import find
from controller.offers.targets import all_targets
from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.unspoken.listeners import Listeners, listeners
from controller.unspoken.needs import Held, Need, need_of
from controller.unspoken.waiting import Found, found, waiting

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


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what waits. ``counts``: by language that is spoken there, how many bulletins wait in it in all."""

    tasks: Sequence[Task]
    counts: Mapping[str, int]


def page_of_tasks(session: Session, actor: Actor, asked: Asked) -> Page:
    """At most ``most`` of what waits in the actor's units; raises NotFound for an ``after`` that is none of them."""
    last = _place(session, actor, asked.after)
    seen, heard = visible_units(session, actor), listeners(session)
    known = waiting(session, seen, heard, asked.voiced, asked.today)
    some = islice(found(session, known, asked.language, last), asked.most)
    counts = {one: known.counts[one] for one in sorted(heard.spoken_in(seen) | known.counts.keys())}
    return Page(_told(session, heard, list(some)), counts)


def counts_of_tasks(session: Session, actor: Actor, asked: Asked) -> Mapping[str, int]:
    """How many bulletins wait in each language that devices of the actor's units speak."""
    return page_of_tasks(session, actor, replace(asked, after="", most=0)).counts


def _place(session: Session, actor: Actor, after: str) -> Found | None:
    if not after:
        return None
    content_id, _, language = after.rpartition(BETWEEN)
    return Found(find(session, actor, content_id).first_date, content_id, language)


def _told(session: Session, heard: Listeners, some: Sequence[Found]) -> Sequence[Task]:
    ids = {content_id for _, content_id, _ in some}
    contents = {one.id: one for one in session.exec(select(Content).where(col(Content.id).in_(ids))).all()}
    aimed, held = all_targets(session, ids), _held(session, ids)
    return [
        Task(
            content=contents[content_id],
            language=language,
            need=need_of(contents[content_id].original_sha256, held.get((content_id, language), [])),
            boards=heard.of(contents[content_id].unit_id, aimed.get(content_id, ()))[language],
        )
        for _, content_id, language in some
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
