"""Writing from files, and rendering what is missing: work that takes long, done between short transactions."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from controller.approval.gone import note_what_left
from controller.approval.table import ALIVE
from controller.bulletins import service
from controller.bulletins.boards import Boards, boards_in_use, name_in
from controller.bulletins.checks import check_flow, check_turns
from controller.bulletins.draft import Draft, Options, Prepared, Upload
from controller.bulletins.kinds import form_named, kind_of
from controller.bulletins.models import Content, Rendition
from controller.bulletins.originals import standing_upload
from controller.bulletins.prepare import prepare
from controller.bulletins.render import OnProgress, made_for, nobody, rooms_for
from controller.bulletins.written import Written, prepare_written
from controller.clock import wall_ms
from controller.db import insert_into, session_scope
from controller.lexicon.reading import reading_for
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.people.scope import demand
from controller.preparation.service import await_worker
from controller.publishing.turns import between_statements
from controller.units.service import get_unit
from media.text import Geometry
from protocol.errors import InvalidInput, RaoError
from protocol.ids import Sha256
from protocol.layouts import Room
from protocol.words import Words

log = logging.getLogger(__name__)
CLIP = "video"
ONLY_HEARD = ("audio", "station", "line-in")


@dataclass(frozen=True, slots=True)
class Missing:
    """A content that a zone of this size, on boards of this geometry, can't show yet."""

    content: Content
    geometry: Geometry
    room: Room | None

    @property
    def key(self) -> tuple[str, str]:
        """Of the rendition that is missing."""
        return self.content.id, name_in(self.geometry, self.room)


def publish_files(
    workshop: Workshop,
    actor: Actor,
    uploads: Sequence[Upload],
    unit_id: str,
    options: Options,
    ahead_of: Sequence[Geometry] = (),
) -> list[Content]:
    """Writes all of the files or, when one is refused, none; raises what ``prepare`` and ``write`` raise.

    They are rendered for the boards in use, and for those of ``ahead_of``, which are still to come.
    """
    boards = {**dict.fromkeys(ahead_of, ()), **boards_to_render_for(workshop, actor, unit_id)}
    at = reading_for(workshop, [unit_id])
    prepared = [prepare(at, upload, options, boards) for upload in _changed_to(workshop, actor, uploads, options)]
    return take_in(workshop, actor, prepared, unit_id, options)


def _changed_to(workshop: Workshop, actor: Actor, uploads: Sequence[Upload], options: Options) -> Sequence[Upload]:
    """What an edit puts in the place of what stands: one file, or the same again when none came."""
    if options.edits is None:
        return uploads
    if len(uploads) > 1:
        raise _one_for_one()
    if uploads:
        return uploads
    with session_scope(workshop.engine, writes=False) as session:
        return [standing_upload(workshop, service.find(session, actor, options.edits.content_id))]


def _one_for_one() -> InvalidInput:
    return InvalidInput(
        Words("Một bản tin chỉ thay bằng một tệp.", "One file takes the place of one."),
        Words("Chọn một tệp, hoặc chỉ sửa lời.", "Choose one file, or only change the text."),
    )


def publish_written(workshop: Workshop, actor: Actor, written: Written, unit_id: str, options: Options) -> Content:
    """Publishes what was written here and has no file: a countdown, cards, a QR code.

    Raises what ``prepare_written`` and ``publish`` raise.
    """
    boards = boards_to_render_for(workshop, actor, unit_id)
    prepared = prepare_written(reading_for(workshop, [unit_id]), written, options, boards, wall_ms())
    return take_in(workshop, actor, [prepared], unit_id, options)[0]


def boards_to_render_for(workshop: Workshop, actor: Actor, unit_id: str) -> Boards:
    """The boards in use, once it is clear that the actor may write there; raises :class:`NotAllowed`."""
    with session_scope(workshop.engine, writes=False) as session:
        demand(session, actor, "write", get_unit(session, unit_id).id)
        return boards_in_use(session)


def take_in(
    workshop: Workshop, actor: Actor, prepared: Sequence[Prepared], unit_id: str, options: Options
) -> list[Content]:
    """Writes all of what is prepared, in one transaction.

    Raises :class:`InvalidInput` for turns it can't have and for what can't be offered.
    """
    check_flow(options)
    for one in prepared:
        check_turns(one, options)
    with between_statements(workshop.engine) as session:
        now_ms = wall_ms()
        contents = [service.write(session, actor, one, unit_id, options, now_ms) for one in prepared]
        note_what_left(session, workshop.store, contents)
        if workshop.clips_aside:
            await_worker(session, filter(is_clip, contents), now_ms)
        return contents


def render_missing(workshop: Workshop) -> int:
    """Renders what boards or zones of a new size lack, one content at a time; answers how many were made.

    Clips take minutes: they are left alone where a worker makes them (:mod:`controller.preparation.jobs`).

    One that can't be rendered is told in the log and keeps nothing else from being rendered.
    """
    with session_scope(workshop.engine, writes=False) as session:
        clips = False if workshop.clips_aside else None
        missing = missing_renditions(session, boards_in_use(session), clips=clips)
    return render_all(workshop, missing)


def render_all(workshop: Workshop, missing: Iterable[Missing]) -> int:
    """Renders each of them that can be; answers how many."""
    return sum(_tried(workshop, one) for one in missing)


def draft_of(workshop: Workshop, content: Content) -> Draft:
    """A published content as it was when it was first rendered."""
    return Draft(
        kind=kind_of(content.kind),
        form=form_named(content.form),
        path=workshop.store.path_of(Sha256(content.original_sha256)),
        given_title=content.given_title,
        source=content.source,
        last_date=content.last_date,
        full_screen=content.full_screen,
        page_ms=content.duration_ms,
    )


def is_clip(content: Content) -> bool:
    """Whether preparing it takes as long as it lasts."""
    return content.kind == CLIP


def missing_renditions(session: Session, boards: Boards, *, clips: bool | None = None) -> list[Missing]:
    """What contents lack that are not over for these boards; ``clips``: only those, or only others."""
    is_wanted = col(Content.state).in_(ALIVE), _is_shown(clips)
    shown = session.exec(select(Content).where(*is_wanted)).all()
    made = select(Rendition.content_id, Rendition.geometry).join(Content, col(Content.id) == Rendition.content_id)
    there = set(session.exec(made.where(*is_wanted)).all())
    wanted = (one for content in shown for one in _wanted(content, boards))
    return [one for one in wanted if one.key not in there]


def _is_shown(clips: bool | None) -> ColumnElement[bool]:
    kind = col(Content.kind)
    if clips:
        return kind == CLIP
    return kind.not_in((*ONLY_HEARD, CLIP) if clips is False else ONLY_HEARD)


def _wanted(content: Content, boards: Boards) -> Iterator[Missing]:
    form = form_named(content.form)
    for geometry, rooms in boards.items():
        for room in rooms_for(form, content.full_screen, geometry, rooms):
            yield Missing(content, geometry, room)


def _tried(workshop: Workshop, missing: Missing) -> bool:
    try:
        render(workshop, missing)
    except RaoError as refused:
        log.warning("%s is not rendered for %s: %s", *missing.key, refused)
        return False
    return True


def render(workshop: Workshop, missing: Missing, on_progress: OnProgress = nobody) -> None:
    """Makes one of them; raises :class:`InvalidMedia` and :class:`Unavailable`."""
    draft = draft_of(workshop, missing.content)
    made = made_for(workshop, draft, missing.geometry, missing.room, on_progress)
    row = service.rendition_of(missing.content.id, made)
    with session_scope(workshop.engine) as session:
        statement = insert_into(session, Rendition).values(**row.model_dump())
        session.execute(statement.on_conflict_do_nothing())
