"""Contents: written, changed, withdrawn, listed, and read back as items of a manifest. Never commits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from controller.approval import service as approval
from controller.approval.judged import judged
from controller.bulletins import sources
from controller.bulletins.boards import name_in
from controller.bulletins.categories import Category
from controller.bulletins.draft import Made, Options, Prepared
from controller.bulletins.models import Content, ContentSpeech, Rendition
from controller.offers.targets import aim
from controller.originals.noting import note_original
from controller.people.actor import Actor
from controller.people.scope import demand, visible_units
from controller.units.service import get_open_unit
from protocol.errors import InvalidInput, NotFound
from protocol.ids import EpochMs
from protocol.manifest import Speech
from protocol.words import Words


def write(
    session: Session, actor: Actor, prepared: Prepared, unit_id: str, options: Options, now_ms: EpochMs
) -> Content:
    """A prepared content for a unit and all below it, or those below that ``options`` name, as far as ``options.upto``.

    It goes as far on its way to the air as the actor's rights let it. It takes the place of what ``options.edits``;
    else the same file or address to the same unit again is the same content, brought up to date. Raises
    :class:`NotAllowed` outside the actor's units, :class:`NotFound` for an unknown unit, :class:`InvalidInput` for a
    target that is not below the unit, and :class:`Conflict` when what is edited changed since it was looked at.
    """
    held = _held(session, actor, prepared, unit_id, options)
    if held is None or held.unit_id != unit_id:
        demand(session, actor, "write", get_open_unit(session, unit_id).id)
    before = judged(session, held) if held else None
    is_same_clip = held is not None and _is_same_clip(held, prepared, options)
    content = session.merge(_row(session, actor, prepared, unit_id, options, held, now_ms))
    session.flush()
    aim(session, content.id, unit_id, options.targets)
    if not is_same_clip:
        replace_parts(session, content.id, prepared)
    note_original(session, actor, content, now_ms)
    if prepared.asked:
        sources.remember(session, content.id, prepared.asked, now_ms)
    if before is None:
        approval.begun(session, actor, content, now_ms)
    else:
        approval.changed(session, actor, content, before, now_ms)
    if prepared.asked:
        sources.awake(session, content, now_ms)
    approval.carry(session, actor, content, options.upto, now_ms)
    return content


def renew(session: Session, content_id: str, prepared: Prepared, now_ms: EpochMs) -> None:
    """Puts what its address gave now in the place of what it gave before; on the air or not, it stays that."""
    content = session.get_one(Content, content_id)
    content.title, content.ticker = prepared.title, prepared.ticker
    content.original_sha256, content.changed_at_ms = prepared.original.sha256, now_ms
    session.add(content)
    session.flush()
    replace_parts(session, content_id, prepared)


def withdraw(session: Session, actor: Actor, content_id: str, now_ms: EpochMs) -> Content:
    """Takes a content off the air; once more changes nothing. Raises :class:`NotFound`, :class:`NotAllowed`, and
    :class:`Conflict` for what is on its way to the air.
    """
    content = find(session, actor, content_id)
    demand(session, actor, "publish", content.unit_id)
    approval.hold(session, content)
    if content.state != "withdrawn":
        approval.take(session, actor, content, "withdraw", now_ms)
    return content


def find(session: Session, actor: Actor, content_id: str) -> Content:
    """One content of the actor's units; raises :class:`NotFound`."""
    content = session.get(Content, content_id)
    if content is None or content.unit_id not in visible_units(session, actor):
        raise NotFound(
            Words(f"Không có nội dung “{content_id}”.", f"There is no content {content_id!r}."),
            Words("Xem danh sách nội dung để lấy đúng mã.", "List the contents to get its id."),
        )
    return content


def list_contents(session: Session, actor: Actor) -> Sequence[Content]:
    """All contents of the actor's units, the newest first."""
    newest = col(Content.created_at_ms).desc()
    units = visible_units(session, actor)
    return session.exec(select(Content).where(col(Content.unit_id).in_(units)).order_by(newest, Content.id)).all()


def page_of_contents(
    session: Session, actor: Actor, after: str, most: int, *chosen: ColumnElement[bool]
) -> Sequence[Content]:
    """At most ``most`` contents of the actor's units that follow ``after``, the newest first; raises NotFound.

    Only those for which all of ``chosen`` holds (:mod:`controller.approval.lists`).
    """
    newest = col(Content.created_at_ms).desc()
    unit_id = col(Content.unit_id).concat("")
    """No column any more: SQLite would read all of the units by their index and sort, not go along the time."""
    query = select(Content).where(unit_id.in_(visible_units(session, actor)), *chosen)
    if after:
        query = older_than(query, find(session, actor, after))
    return session.exec(query.order_by(newest, Content.id).limit(most)).all()


def about(category: Category | None) -> tuple[ColumnElement[bool], ...]:
    """That a content is of this category; of None it is asked nothing."""
    return (col(Content.category) == category,) if category else ()


def older_than(query: SelectOfScalar[Content], last: Content) -> SelectOfScalar[Content]:
    """Those of a list, the newest first, that follow ``last``; said so, it is a range of the index."""
    created = col(Content.created_at_ms)
    follows = or_(created < last.created_at_ms, col(Content.id) > last.id)
    return query.where(created <= last.created_at_ms, follows)


def on_air(session: Session, unit_ids: Sequence[str], today: date) -> Sequence[Content]:
    """What boards of these units play today or will play, the oldest first."""
    lasts = or_(col(Content.last_date).is_(None), col(Content.last_date) >= today)
    fresh = or_(col(Content.stale_date).is_(None), col(Content.stale_date) >= today)
    query = select(Content).where(col(Content.state) == "published", col(Content.unit_id).in_(unit_ids), lasts, fresh)
    return session.exec(query.order_by(col(Content.created_at_ms), Content.id)).all()


def recordings(session: Session, actor: Actor) -> Sequence[Content]:
    """The recordings of the actor's units, the newest first, on the air or not."""
    return [content for content in list_contents(session, actor) if content.kind == "audio" and content.sound_sha256]


def titles_of(session: Session, content_ids: Iterable[str]) -> dict[str, str]:
    """The title of each of these contents that there is, by id, withdrawn ones too: play logs name them."""
    query = select(Content.id, Content.title).where(col(Content.id).in_(set(content_ids)))
    return dict(session.exec(query).all())


def content_id_of(kind: str, unit_id: str, identity: str) -> str:
    """The id in this unit of what has this identity, which may be a hash, an address or a title."""
    return f"{kind}-{hashlib.sha256(f'{unit_id} {identity}'.encode()).hexdigest()[:12]}"


def _held(session: Session, actor: Actor, prepared: Prepared, unit_id: str, options: Options) -> Content | None:
    """The content that this takes the place of, held until the end of the transaction."""
    if options.edits is None:
        query = select(Content).where(Content.known_as == _known_as(prepared, unit_id))
        held = session.exec(query.order_by(col(Content.created_at_ms), Content.id).limit(1)).first()
    else:
        held = find(session, actor, options.edits.content_id)
    if held is None:
        return None
    demand(session, actor, "write", held.unit_id)
    approval.hold(session, held)
    if options.edits:
        approval.demand_seen(session, held, options.edits.looked_at)
        _demand_same_kind(held, prepared)
    return held


def _is_same_clip(held: Content, prepared: Prepared, options: Options) -> bool:
    """Whether the worker's renditions of it go on being right: it takes minutes to make them again."""
    is_as_it_was = held.original_sha256 == prepared.original.sha256 and held.full_screen == options.full_screen
    return held.kind == "video" and is_as_it_was and not prepared.renditions


def _known_as(prepared: Prepared, unit_id: str) -> str:
    return content_id_of(prepared.draft.kind, unit_id, prepared.identity or prepared.original.sha256)


def _new_id(session: Session, prepared: Prepared, unit_id: str, now_ms: EpochMs) -> str:
    """Its own, unless a content that says something else by now has that."""
    known_as = _known_as(prepared, unit_id)
    taken = session.get(Content, known_as) is not None
    return content_id_of(prepared.draft.kind, unit_id, f"{known_as} {now_ms}") if taken else known_as


def _demand_same_kind(held: Content, prepared: Prepared) -> None:
    if held.kind != prepared.draft.kind:
        raise InvalidInput(
            Words("Tệp mới không cùng loại với bản tin này.", "The new file is of another kind than this content."),
            Words("Chọn tệp cùng loại, hoặc đăng bản tin mới.", "Choose one of its kind, or write a new one."),
        )


def _row(
    session: Session,
    actor: Actor,
    prepared: Prepared,
    unit_id: str,
    options: Options,
    held: Content | None,
    now_ms: EpochMs,
) -> Content:
    """The content as it stands now; who brought it first, when, and how far it is on its way, stays."""
    draft = prepared.draft
    return Content(
        id=held.id if held else _new_id(session, prepared, unit_id, now_ms),
        known_as=_known_as(prepared, unit_id),
        kind=draft.kind,
        form=draft.form,
        title=prepared.title,
        given_title=draft.given_title,
        source=options.source,
        category=options.category,
        slot_class=options.slot_class,
        first_date=options.first_date,
        last_date=options.last_date,
        stale_date=prepared.asked.stale_date if prepared.asked else None,
        unit_id=unit_id,
        state=held.state if held else "draft",
        original_sha256=prepared.original.sha256,
        ticker=prepared.ticker,
        duration_ms=prepared.duration_ms,
        full_screen=options.full_screen,
        gain_db=options.gain_db,
        language=options.language,
        over=options.over,
        resume=options.resume,
        placement=options.placement,
        target_ms=prepared.target_ms,
        after=prepared.after,
        has_sound=prepared.has_sound,
        sound_sha256=prepared.sound.sha256 if prepared.sound else None,
        station_url=prepared.station_url,
        input_name=prepared.input_name,
        created_by=held.created_by if held else actor.user_id,
        created_at_ms=held.created_at_ms if held else now_ms,
        changed_at_ms=now_ms,
        published_at_ms=held.published_at_ms if held else 0,
        flow=options.flow,
        copied_from=prepared.copied_from or (held.copied_from if held else None),
        left_out=prepared.left_out,
    )


def replace_parts(session: Session, content_id: str, prepared: Prepared) -> None:
    """Puts what was prepared in the place of what boards and loudspeakers had of the content."""
    session.exec(delete(Rendition).where(col(Rendition.content_id) == content_id))
    session.exec(delete(ContentSpeech).where(col(ContentSpeech.content_id) == content_id))
    session.add_all(rendition_of(content_id, made) for made in prepared.renditions)
    session.add_all(_speech_row(content_id, speech) for speech in prepared.speech)
    session.flush()


def rendition_of(content_id: str, made: Made) -> Rendition:
    """What was made for one zone of one geometry, as a row."""
    room_width_px, room_height_px = made.room or (None, None)
    return Rendition(
        content_id=content_id,
        geometry=name_in(made.geometry, made.room),
        width_px=made.geometry.width_px,
        height_px=made.geometry.height_px,
        room_width_px=room_width_px,
        room_height_px=room_height_px,
        sha256=made.blob.sha256,
        page_durations_ms=json.dumps(made.page_durations_ms),
        page_sha256s=json.dumps([blob.sha256 for blob in made.page_blobs]),
    )


def put_speech(session: Session, content_id: str, speech: Sequence[Speech]) -> None:
    """Puts these in the place of what loudspeakers had in their languages; other languages stay."""
    for one in speech:
        session.merge(_speech_row(content_id, one))
    session.flush()


def _speech_row(content_id: str, speech: Speech) -> ContentSpeech:
    return ContentSpeech(
        content_id=content_id,
        language=speech.language,
        sha256=speech.blob.sha256,
        duration_ms=speech.duration_ms,
        voice=speech.voice,
    )
