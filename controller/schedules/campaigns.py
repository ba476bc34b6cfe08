"""Campaigns of units: named, switched on and off, moved to other days with all their slots. Never commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import literal, tuple_
from sqlmodel import Session, col, select

from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.schedules.common import demand_change, demand_new, missing, named, new_id
from controller.schedules.draft import CampaignDraft, SlotDraft
from controller.schedules.models import Campaign, SlotRow
from controller.schedules.playlists import another_unit
from controller.schedules.service import drafts_of, save_slot
from protocol.errors import Conflict, InvalidInput
from protocol.ids import EpochMs
from protocol.words import Words

CAMPAIGN = Words("đợt phát", "campaign")
MOST_DAYS = 3_660
"""By which a campaign can be moved at once: ten years."""


def save_campaign(
    session: Session, actor: Actor, draft: CampaignDraft, now_ms: EpochMs, campaign_id: str = ""
) -> Campaign:
    """Writes a new campaign, or ``campaign_id`` anew: off, none of its slots is on. Raises :class:`InvalidInput`,
    :class:`NotFound`, :class:`NotAllowed`, and :class:`Conflict` when it would go to another unit.
    """
    held = session.get(Campaign, campaign_id) if campaign_id else None
    if held is None:
        demand_new(session, actor, draft.unit_id)
    else:
        demand_change(session, actor, held.unit_id)
        if held.unit_id != draft.unit_id:
            raise another_unit()
    row = session.merge(
        Campaign(
            id=campaign_id or new_id("camp", now_ms),
            unit_id=draft.unit_id,
            name=named(draft.name),
            active=draft.active,
            changed_by=actor.user_id,
            changed_at_ms=now_ms,
        )
    )
    session.flush()
    return row


def shift_campaign(session: Session, actor: Actor, campaign_id: str, days: int, now_ms: EpochMs) -> list[SlotRow]:
    """Moves all its slots, with the days on which they are otherwise, by so many days (earlier if negative).

    Weekdays stay: a slot of Mondays is one of Mondays still. Raises :class:`InvalidInput` for days that are none.
    """
    campaign = find_campaign(session, actor, campaign_id)
    demand_change(session, actor, campaign.unit_id)
    if not days or abs(days) > MOST_DAYS:
        raise InvalidInput(
            Words("Số ngày dời không dùng được.", "That is no number of days to move it by."),
            Words("Viết một số như 7 hoặc -7.", "Write a number like 7 or -7."),
        )
    by = timedelta(days=days)
    rows = slots_in(session, campaign_id)
    drafts = zip(rows, drafts_of(session, rows), strict=True)
    return [save_slot(session, actor, _shifted(draft, by), now_ms, row.id) for row, draft in drafts]


def remove_campaign(session: Session, actor: Actor, campaign_id: str) -> Campaign:
    """Takes a campaign out; raises :class:`Conflict` while it has slots."""
    row = find_campaign(session, actor, campaign_id)
    demand_change(session, actor, row.unit_id)
    if slots_in(session, campaign_id):
        raise Conflict(
            Words("Đợt phát này còn khung giờ.", "This campaign has slots."),
            Words("Xóa chúng hoặc đưa ra khỏi đợt trước.", "Remove them or take them out of it first."),
        )
    session.delete(row)
    session.flush()
    return row


def find_campaign(session: Session, actor: Actor, campaign_id: str) -> Campaign:
    """One campaign of the actor's units; raises :class:`NotFound`."""
    row = session.get(Campaign, campaign_id)
    if row is None or row.unit_id not in visible_units(session, actor):
        raise missing(CAMPAIGN, campaign_id)
    return row


def page_of_campaigns(session: Session, actor: Actor, unit_id: str, after: str, most: int) -> Sequence[Campaign]:
    """At most ``most`` campaigns that follow ``after``, by name; of one unit, unless that is empty."""
    in_order = col(Campaign.name), col(Campaign.id)
    query = select(Campaign).where(col(Campaign.unit_id).in_(visible_units(session, actor)))
    if unit_id:
        query = query.where(Campaign.unit_id == unit_id)
    if after:
        last = find_campaign(session, actor, after)
        query = query.where(tuple_(*in_order) > tuple_(literal(last.name), literal(last.id)))
    return session.exec(query.order_by(*in_order).limit(most)).all()


def slots_in(session: Session, campaign_id: str) -> Sequence[SlotRow]:
    """Its slots."""
    return session.exec(select(SlotRow).where(SlotRow.campaign_id == campaign_id).order_by(SlotRow.id)).all()


def _shifted(draft: SlotDraft, by: timedelta) -> SlotDraft:
    days = tuple(replace(one, day=one.day + by) for one in draft.days)
    return replace(draft, first=draft.first + by, last=draft.last + by if draft.last else None, days=days)
