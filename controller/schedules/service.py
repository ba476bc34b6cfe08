"""Slots of units: written, listed, taken out. Never commits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import literal, tuple_
from sqlmodel import Session, col, func, select

import firmware_profiles
from controller.bulletins.kinds import over_of, resume_rule_of
from controller.devices.models import Device
from controller.devices.tags import checked
from controller.layouts.service import called, offered
from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.publishing.hours import time_of_day
from controller.schedules.common import (
    check_contents,
    demand_change,
    demand_new,
    missing,
    named,
    new_id,
    sources_of,
)
from controller.schedules.draft import DayDraft, SlotDraft
from controller.schedules.kinds import CLASSES, OUTPUTS_NAMED
from controller.schedules.models import Campaign, PlaylistRow, SlotDay, SlotRow, SlotTarget, SlotUnit
from controller.schedules.playlists import another_unit
from controller.schedules.reading import targets_of
from controller.schedules.recurring import checked_rule
from controller.schedules.targets import Targets
from controller.units.service import domain_ids
from media.board import TEMPLATES
from protocol.errors import Conflict, InvalidInput
from protocol.ids import EpochMs
from protocol.limits import LIMITS
from protocol.words import Words

T = TypeVar("T", SlotUnit, SlotTarget, SlotDay)
SLOT = Words("khung giờ phát", "slot")
DAY_MIN = 24 * 60
MOST_SLOTS = 300
"""Of one unit."""
KINDS = ("screen", "board", "speaker")
AGAIN = Words("Sửa rồi lưu lại.", "Mend it and save again.")


def save_slot(session: Session, actor: Actor, draft: SlotDraft, now_ms: EpochMs, slot_id: str = "") -> SlotRow:
    """Writes a new slot, or ``slot_id`` anew with all that hangs on it.

    Raises :class:`InvalidInput`, :class:`NotFound`, :class:`NotAllowed`, and :class:`Conflict` when it would go to
    another unit or the unit has too many.
    """
    held = session.get(SlotRow, slot_id) if slot_id else None
    _demand(session, actor, draft.unit_id, held)
    _check(session, draft)
    row = session.merge(_row(actor, draft, now_ms, slot_id or new_id("slot", now_ms)))
    session.flush()
    _write_targets(session, row.id, replace(draft.targets, tags=frozenset(checked(draft.targets.tags))))
    _write_days(session, row.id, draft.days)
    return row


def remove_slot(session: Session, actor: Actor, slot_id: str) -> SlotRow:
    """Takes a slot out; raises what :func:`find_slot` raises, and :class:`NotAllowed`."""
    row = find_slot(session, actor, slot_id)
    demand_change(session, actor, row.unit_id)
    _write_targets(session, slot_id, Targets())
    _write_days(session, slot_id, ())
    session.delete(row)
    session.flush()
    return row


def find_slot(session: Session, actor: Actor, slot_id: str) -> SlotRow:
    """One slot of the actor's units; raises :class:`NotFound`."""
    row = session.get(SlotRow, slot_id)
    if row is None or row.unit_id not in visible_units(session, actor):
        raise missing(SLOT, slot_id)
    return row


def page_of_slots(
    session: Session, actor: Actor, unit_id: str, after: str, most: int, campaign_id: str = ""
) -> Sequence[SlotRow]:
    """At most ``most`` slots that follow ``after``, by their time of day; of one unit or campaign, unless empty."""
    in_order = col(SlotRow.start), col(SlotRow.id)
    query = select(SlotRow).where(col(SlotRow.unit_id).in_(visible_units(session, actor)))
    if unit_id:
        query = query.where(SlotRow.unit_id == unit_id)
    if campaign_id:
        query = query.where(SlotRow.campaign_id == campaign_id)
    if after:
        last = find_slot(session, actor, after)
        query = query.where(tuple_(*in_order) > tuple_(literal(last.start), literal(last.id)))
    return session.exec(query.order_by(*in_order).limit(most)).all()


def drafts_of(session: Session, rows: Sequence[SlotRow]) -> list[SlotDraft]:
    """What a person would have said to get each of these slots."""
    ids = [row.id for row in rows]
    units, others = _by_slot(session, SlotUnit, ids), _by_slot(session, SlotTarget, ids)
    days = _by_slot(session, SlotDay, ids)
    return [_draft(row, targets_of(units[row.id], others[row.id]), days[row.id]) for row in rows]


def _by_slot(session: Session, table: type[T], ids: Sequence[str]) -> defaultdict[str, list[T]]:
    found = defaultdict[str, list[T]](list)
    for row in session.exec(select(table).where(col(table.slot_id).in_(ids))).all():
        found[row.slot_id].append(row)
    return found


def _draft(row: SlotRow, targets: Targets, days: Sequence[SlotDay]) -> SlotDraft:
    in_order = sorted(days, key=lambda one: one.day)
    return SlotDraft(
        unit_id=row.unit_id,
        title=row.title,
        first=row.first_date,
        start=row.start,
        duration_min=row.duration_min,
        playlist_id=row.playlist_id,
        content_id=row.content_id,
        slot_class=CLASSES[row.slot_class],
        outputs=OUTPUTS_NAMED[row.outputs],
        rrule=row.rrule,
        last=row.last_date,
        over=over_of(row.over),
        resume=resume_rule_of(row.resume),
        active=row.active,
        campaign_id=row.campaign_id,
        targets=targets,
        days=tuple(DayDraft(one.day, one.start, one.duration_min, one.playlist_id) for one in in_order),
        layout=row.layout,
    )


def _demand(session: Session, actor: Actor, unit_id: str, held: SlotRow | None) -> None:
    if held is not None:
        demand_change(session, actor, held.unit_id)
        if held.unit_id != unit_id:
            raise another_unit()
        return
    demand_new(session, actor, unit_id)
    count = select(func.count()).select_from(SlotRow).where(SlotRow.unit_id == unit_id)
    if session.exec(count).one() >= MOST_SLOTS:
        raise Conflict(
            Words(f"Đơn vị đã có {MOST_SLOTS} khung giờ.", f"The unit has {MOST_SLOTS} slots already."),
            Words("Xóa những khung giờ không dùng.", "Remove those nobody uses."),
        )


def _check(session: Session, draft: SlotDraft) -> None:
    _check_time(draft)
    if (draft.playlist_id is None) == (draft.content_id is None):
        raise _bad("Chọn một danh sách phát hoặc một nội dung.", "Choose either a playlist or one content.")
    if draft.content_id is not None:
        check_contents(session, draft.unit_id, [draft.content_id])
    lists = {draft.playlist_id, *(day.playlist_id for day in draft.days)} - {None}
    _check_playlists(session, draft.unit_id, {one for one in lists if one})
    _check_campaign(session, draft)
    _check_layout(session, draft)
    _check_targets(session, draft)
    _check_days(draft)


def _check_time(draft: SlotDraft) -> None:
    time_of_day(draft.start)
    if not 1 <= draft.duration_min <= DAY_MIN:
        raise _bad("Dài từ 1 phút đến 24 giờ.", "It lasts from a minute to 24 hours.")
    if draft.last is not None and draft.last < draft.first:
        raise _bad("Ngày cuối trước ngày đầu.", "The last day is before the first.")
    if draft.over == "duck" and draft.outputs == "screen":
        raise _bad("Chỉ loa mới nói trên nền được.", "Only loudspeakers can say something over others.")
    if draft.slot_class == "live" and draft.outputs != "sound":
        raise _bad("Phát trực tiếp chỉ dành cho loa.", "Live is for loudspeakers only.")


def _check_playlists(session: Session, unit_id: str, playlist_ids: Collection[str]) -> None:
    sources = sources_of(session, unit_id)
    for one in sorted(playlist_ids):
        row = session.get(PlaylistRow, one)
        if row is None or row.unit_id not in sources:
            raise _bad(f"Đơn vị này không có danh sách phát “{one}”.", f"There is no playlist {one!r} for this unit.")


def _check_campaign(session: Session, draft: SlotDraft) -> None:
    if draft.campaign_id is None:
        return
    campaign = session.get(Campaign, draft.campaign_id)
    if campaign is None or campaign.unit_id != draft.unit_id:
        raise _bad(
            f"Đơn vị này không có đợt phát “{draft.campaign_id}”.",
            f"There is no campaign {draft.campaign_id!r} of this unit.",
        )


def _check_layout(session: Session, draft: SlotDraft) -> None:
    if draft.layout is None:
        return
    if draft.outputs == "sound":
        raise _bad(
            "Bố cục chỉ dành cho màn hình; khung giờ này chỉ có loa.", "A layout is for screens; this slot has none."
        )
    names = called(offered(session, draft.unit_id))
    if draft.layout not in names:
        known = ", ".join(key if key in TEMPLATES else f"{key} ({one.vi})" for key, one in names.items())
        raise InvalidInput(
            Words(
                f"Đơn vị này không có bố cục “{draft.layout}”.", f"There is no layout {draft.layout!r} for this unit."
            ),
            Words(f"Chọn một trong: {known}.", f"Choose one of: {known}."),
        )


def _check_targets(session: Session, draft: SlotDraft) -> None:
    domain, targets = domain_ids(session, draft.unit_id), draft.targets
    for one in sorted(targets.units - domain):
        raise _bad(f"Đơn vị “{one}” không thuộc đơn vị này.", f"The unit {one!r} is not below this one.")
    query = select(Device.id).where(col(Device.id).in_(targets.devices), col(Device.unit_id).in_(domain))
    for one in sorted(targets.devices - set(session.exec(query).all())):
        raise _bad(f"Thiết bị “{one}” không thuộc đơn vị này.", f"The device {one!r} is not in this unit.")
    for one in sorted(targets.kinds - set(KINDS)):
        raise _bad(f"Không có loại thiết bị “{one}”.", f"There is no kind of device {one!r}.")
    for one in sorted(targets.profiles - set(firmware_profiles.names())):
        raise _bad(f"Không có kiểu thiết bị “{one}”.", f"There is no model {one!r}.")


def _check_days(draft: SlotDraft) -> None:
    if len({one.day for one in draft.days}) < len(draft.days):
        raise _bad("Một ngày được nêu hai lần.", "A day is named twice.")
    if len(draft.days) > LIMITS.exceptions_of_a_slot:
        raise _bad(
            f"Quá {LIMITS.exceptions_of_a_slot} ngày khác thường.", f"More than {LIMITS.exceptions_of_a_slot} odd days."
        )
    for one in draft.days:
        if one.day < draft.first or (draft.last is not None and one.day > draft.last):
            raise _bad(f"Ngày {one.day:%d/%m/%Y} nằm ngoài thời gian phát.", f"{one.day} is not within its days.")
        if one.start:
            time_of_day(one.start)
            if not 1 <= one.duration_min <= DAY_MIN:
                raise _bad("Dài từ 1 phút đến 24 giờ.", "It lasts from a minute to 24 hours.")


def _row(actor: Actor, draft: SlotDraft, now_ms: EpochMs, slot_id: str) -> SlotRow:
    return SlotRow(
        id=slot_id,
        unit_id=draft.unit_id,
        title=named(draft.title),
        slot_class=draft.slot_class,
        outputs=draft.outputs,
        playlist_id=draft.playlist_id,
        content_id=draft.content_id,
        rrule=checked_rule(draft.rrule),
        start=time_of_day(draft.start),
        duration_min=draft.duration_min,
        first_date=draft.first,
        last_date=draft.last,
        over=draft.over,
        resume=draft.resume,
        active=draft.active,
        layout=draft.layout,
        campaign_id=draft.campaign_id,
        changed_by=actor.user_id,
        changed_at_ms=now_ms,
    )


def _write_targets(session: Session, slot_id: str, targets: Targets) -> None:
    for unit in session.exec(select(SlotUnit).where(SlotUnit.slot_id == slot_id)).all():
        if unit.unit_id not in targets.units:
            session.delete(unit)
    for unit_id in sorted(targets.units):
        session.merge(SlotUnit(slot_id=slot_id, unit_id=unit_id))
    sorts = {"device": targets.devices, "kind": targets.kinds, "profile": targets.profiles, "tag": targets.tags}
    for row in session.exec(select(SlotTarget).where(SlotTarget.slot_id == slot_id)).all():
        if row.value not in sorts[row.kind]:
            session.delete(row)
    for kind, values in sorts.items():
        for value in sorted(values):
            session.merge(SlotTarget(slot_id=slot_id, kind=kind, value=value))
    session.flush()


def _write_days(session: Session, slot_id: str, days: Sequence[DayDraft]) -> None:
    kept = {one.day for one in days}
    for row in session.exec(select(SlotDay).where(SlotDay.slot_id == slot_id)).all():
        if row.day not in kept:
            session.delete(row)
    for one in days:
        start = time_of_day(one.start) if one.start else ""
        minutes, playlist_id = (one.duration_min, one.playlist_id) if start else (0, None)
        session.merge(SlotDay(slot_id=slot_id, day=one.day, start=start, duration_min=minutes, playlist_id=playlist_id))
    session.flush()


def _bad(vi: str, en: str) -> InvalidInput:
    return InvalidInput(Words(vi, en), AGAIN)
