"""What the panel shows of schedules."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlmodel import Session, col, select

from controller.bulletins.models import Content, ContentSpeech, Rendition
from controller.devices.models import Device
from controller.layouts.service import called, called_by, offered
from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.schedules.common import sources_of
from controller.schedules.draft import SlotDraft
from controller.schedules.models import Campaign, PlaylistRow, SlotRow
from controller.schedules.service import drafts_of
from controller.schedules.words import lasting, when, whom
from controller.units.service import domain_ids, get_unit
from protocol.words import Words

MOST_CHOICES = 500


@dataclass(frozen=True, slots=True)
class Line:
    """A slot in the list, in plain words."""

    id: str
    title: str
    when: Words
    whom: Words
    lasting: Words
    plays: str
    unit: str
    draft: SlotDraft
    is_on: bool
    campaign: str
    layout: Words | None
    """What the layout is called that its screens have meanwhile; None: as each board is set."""


class Named(NamedTuple):
    """What the slots of a page name, by id."""

    titles: Mapping[str, str]
    campaigns: Mapping[str, Campaign]
    layouts: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a playlist or a slot may play. Lengths are of one turn; 0: nothing for that output."""

    id: str
    title: str
    kind: str
    unit: str
    shown_ms: int = 0
    said_ms: int = 0


def lines(session: Session, rows: Sequence[SlotRow]) -> list[Line]:
    """The slots of a page of the list."""
    drafts = drafts_of(session, rows)
    lists = _titles(session, PlaylistRow, {one.playlist_id for one in drafts})
    contents = _titles(session, Content, {one.content_id for one in drafts})
    in_campaigns = col(Campaign.id).in_({row.campaign_id for row in rows} - {None})
    campaigns = {one.id: one for one in session.exec(select(Campaign).where(in_campaigns)).all()}
    layouts = called_by(session, {row.layout for row in rows if row.layout})
    named = Named(lists | contents, campaigns, layouts)
    return [_line(session, row, draft, named) for row, draft in zip(rows, drafts, strict=True)]


def choices(session: Session, unit_id: str, keep: frozenset[str] = frozenset()) -> list[Choice]:
    """What playlists and slots of a unit may play, the newest first, and what ``keep`` names anyway."""
    among = col(Content.unit_id).in_(sources_of(session, unit_id)), col(Content.state) != "withdrawn"
    newest = select(Content).where(*among).order_by(col(Content.created_at_ms).desc(), Content.id).limit(MOST_CHOICES)
    found = {one.id: one for one in session.exec(newest).all()}
    left = session.exec(select(Content).where(col(Content.id).in_(keep - set(found)))).all()
    contents = [*found.values(), *left]
    lengths = _lengths(session, contents)
    return [
        Choice(one.id, one.title, one.kind, get_unit(session, one.unit_id).name, *lengths[one.id]) for one in contents
    ]


def playlists_for(session: Session, unit_id: str) -> Sequence[PlaylistRow]:
    """The playlists a unit may play: its own and those of units above."""
    query = select(PlaylistRow).where(col(PlaylistRow.unit_id).in_(sources_of(session, unit_id)))
    return session.exec(query.order_by(col(PlaylistRow.title), PlaylistRow.id).limit(MOST_CHOICES)).all()


def layouts_for(session: Session, unit_id: str, keep: str = "") -> Mapping[str, Words]:
    """The layouts a slot of the unit may have, by name, and the one that it names anyway."""
    drawn = called(offered(session, unit_id))
    kept = called_by(session, [keep])
    return drawn if keep in drawn or keep not in kept else {**drawn, keep: kept[keep]}


def campaigns_of(session: Session, unit_id: str) -> Sequence[Campaign]:
    """The campaigns of a unit."""
    return session.exec(select(Campaign).where(Campaign.unit_id == unit_id).order_by(col(Campaign.name))).all()


def devices_below(session: Session, unit_id: str) -> Sequence[Device]:
    """The devices a slot of this unit may be for."""
    in_force = col(Device.retired_at_ms).is_(None), col(Device.unit_id).in_(domain_ids(session, unit_id))
    return session.exec(select(Device).where(*in_force).order_by(Device.name, Device.id).limit(MOST_CHOICES)).all()


def seen(session: Session, actor: Actor) -> frozenset[str]:
    """The units whose schedules the actor may look at."""
    return visible_units(session, actor)


def changeable(session: Session, actor: Actor) -> frozenset[str]:
    """The units whose schedules the actor may change."""
    return visible_units(session, actor, "publish")


def _line(session: Session, row: SlotRow, draft: SlotDraft, names: Named) -> Line:
    own = get_unit(session, row.unit_id)
    units = [get_unit(session, one) for one in sorted(draft.targets.units)]
    named = [(one.kind, one.name) for one in units] or ([] if draft.targets.devices else [(own.kind, own.name)])
    campaign = names.campaigns.get(row.campaign_id or "")
    return Line(
        id=row.id,
        title=row.title,
        when=when(row.rrule, row.start, row.duration_min),
        whom=whom(draft.outputs, draft.targets, named),
        lasting=lasting(row.first_date, row.last_date),
        plays=names.titles.get(draft.playlist_id or draft.content_id or "", ""),
        unit=own.name,
        draft=draft,
        is_on=row.active and (campaign is None or campaign.active),
        campaign=campaign.name if campaign else "",
        layout=names.layouts.get(row.layout or ""),
    )


def _titles(session: Session, table: type[PlaylistRow] | type[Content], ids: set[str | None]) -> dict[str, str]:
    return dict(session.exec(select(table.id, table.title).where(col(table.id).in_(ids - {None}))).all())


def _lengths(session: Session, contents: Sequence[Content]) -> dict[str, tuple[int, int]]:
    """How long each is shown and said, in milliseconds, as far as it was prepared; the first board's pages count."""
    ids = [one.id for one in contents]
    speech, pages = dict[str, int](), dict[str, tuple[int, int]]()
    for row in session.exec(select(ContentSpeech).where(col(ContentSpeech.content_id).in_(ids))).all():
        speech[row.content_id] = speech.get(row.content_id, 0) + row.duration_ms
    query = select(Rendition).where(col(Rendition.content_id).in_(ids), col(Rendition.room_width_px).is_(None))
    for made in session.exec(query.order_by(col(Rendition.geometry).desc())).all():
        pages[made.content_id] = sum(json.loads(made.page_durations_ms)), len(json.loads(made.page_sha256s))
    return {one.id: _length(one, speech.get(one.id, 0), *pages.get(one.id, (0, 0))) for one in contents}


def _length(content: Content, speech_ms: int, pages_ms: int, pages: int) -> tuple[int, int]:
    match content.kind:
        case "audio" | "station" | "line-in":
            return 0, content.duration_ms
        case "document":
            return content.duration_ms * max(1, pages), 0
        case "picture" | "countdown" | "video" | "web":
            return content.duration_ms, 0
        case _:
            return pages_ms, speech_ms
