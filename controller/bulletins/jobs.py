"""Publishing from files, and rendering what is missing: work that takes long, done between short transactions."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from controller.bulletins import service
from controller.bulletins.boards import geometries_in_use, name_of
from controller.bulletins.draft import Draft, Options, Upload
from controller.bulletins.kinds import kind_of
from controller.bulletins.models import Content, Rendition
from controller.bulletins.prepare import prepare
from controller.bulletins.render import made_for
from controller.clock import wall_ms
from controller.db import insert_into, session_scope
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.people.scope import demand
from controller.units.service import get_unit
from media.text import Geometry
from protocol.errors import RaoError
from protocol.ids import Sha256

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Missing:
    """A content that boards of this geometry can't show yet."""

    content: Content
    geometry: Geometry


def publish_files(
    workshop: Workshop,
    actor: Actor,
    uploads: Sequence[Upload],
    unit_id: str,
    options: Options,
    ahead_of: Sequence[Geometry] = (),
) -> list[Content]:
    """Publishes all of the files or, when one is refused, none. Raises what ``prepare`` and ``publish`` raise.

    They are rendered for the boards in use, and for those of ``ahead_of``, which are still to come.
    """
    with session_scope(workshop.engine, writes=False) as session:
        demand(session, actor, "publish", get_unit(session, unit_id).id)
        in_use = geometries_in_use(session)
    geometries = tuple(dict.fromkeys((*in_use, *ahead_of)))
    prepared = [prepare(workshop, upload, options, geometries) for upload in uploads]
    with session_scope(workshop.engine) as session:
        now_ms = wall_ms()
        return [service.publish(session, actor, one, unit_id, options, now_ms) for one in prepared]


def render_missing(workshop: Workshop) -> int:
    """Renders what boards of a new size lack, one content at a time; answers how many were made.

    One that can't be rendered is told in the log and keeps nothing else from being rendered.
    """
    with session_scope(workshop.engine, writes=False) as session:
        missing = _missing(session, geometries_in_use(session))
    return sum(_tried(workshop, one) for one in missing)


def _missing(session: Session, geometries: Sequence[Geometry]) -> list[Missing]:
    shown = session.exec(select(Content).where(Content.state == "published", Content.kind != "audio")).all()
    there = set(session.exec(select(Rendition.content_id, Rendition.geometry)).all())
    wanted = ((content, geometry) for content in shown for geometry in geometries)
    return [Missing(content, geometry) for content, geometry in wanted if (content.id, name_of(geometry)) not in there]


def _tried(workshop: Workshop, missing: Missing) -> bool:
    try:
        _render(workshop, missing)
    except RaoError as refused:
        log.warning("%s is not rendered for %s: %s", missing.content.id, name_of(missing.geometry), refused)
        return False
    return True


def _render(workshop: Workshop, missing: Missing) -> None:
    made = made_for(workshop, _draft(workshop, missing.content), missing.geometry)
    row = service.rendition_of(missing.content.id, made)
    with session_scope(workshop.engine) as session:
        statement = insert_into(session, Rendition).values(**row.model_dump())
        session.execute(statement.on_conflict_do_nothing())


def _draft(workshop: Workshop, content: Content) -> Draft:
    path = workshop.store.path_of(Sha256(content.original_sha256))
    return Draft(kind_of(content.kind), path, content.given_title, content.source, content.last_date)
