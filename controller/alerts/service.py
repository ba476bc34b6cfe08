"""Alerts from draft to end. Every change states the alert sets anew in the same transaction. Never commits."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlmodel import Session, col, select

from controller.alerts.checks import check
from controller.alerts.draft import SEVERITY_OF_LEVEL, AlertDraft
from controller.alerts.models import AlertRow, AlertState, AlertTarget, AlertWords, Receipt
from controller.alerts.sets import state_sets
from controller.devices.service import devices_in
from controller.people.actor import Actor
from controller.people.scope import demand, visible_units
from controller.units.service import get_open_unit, get_unit, tree
from protocol.alert import AlertText
from protocol.errors import Conflict, NotFound
from protocol.ids import EpochMs
from protocol.limits import LIMITS
from protocol.words import Words

STATE_WORDS = {
    "draft": Words("còn là bản nháp", "is still a draft"),
    "active": Words("đang có hiệu lực", "is in force"),
    "lifted": Words("đã được gỡ", "was lifted"),
    "expired": Words("đã hết hạn", "has expired"),
}


def write(session: Session, actor: Actor, draft: AlertDraft, now_ms: EpochMs) -> AlertRow:
    """A checked draft, seen by nobody yet; raises :class:`InvalidInput`, :class:`NotFound`, :class:`NotAllowed`."""
    check(draft, now_ms)
    demand_in(session, actor, draft.unit_ids)
    _demand_open(session, draft.unit_ids)
    row = _row(actor, draft, now_ms)
    session.add(row)
    session.flush()
    session.add_all(_words(row.id, place, text) for place, text in enumerate(draft.texts))
    targets = topmost(session, draft.unit_ids)
    session.add_all(AlertTarget(alert_id=row.id, unit_id=unit_id) for unit_id in targets)
    session.flush()
    return row


def confirm(session: Session, actor: Actor, alert_id: str, now_ms: EpochMs) -> AlertRow:
    """Sends a draft: from now on it is in force. Confirming once more changes nothing.

    Raises :class:`Conflict` when it has ended, a unit is no more, or has as many alerts as a board can hold.
    """
    row = find(session, actor, alert_id)
    demand_in(session, actor, targets_of(session, alert_id))
    if row.state == "active":
        return row
    _demand_state(row, "draft")
    _demand_open(session, targets_of(session, alert_id))
    row.state, row.confirmed_by, row.sent_at_ms = "active", actor.user_id, now_ms
    row.expires_at_ms = now_ms + row.lasts_ms if row.until_ms is None else row.until_ms
    session.add(row)
    _check_room(session, alert_id)
    _expect(session, alert_id)
    session.flush()
    state_sets(session, now_ms)
    return row


def lift(session: Session, actor: Actor, alert_id: str, now_ms: EpochMs) -> AlertRow:
    """Ends an alert before its time. Lifting once more changes nothing; raises :class:`Conflict` for a draft."""
    row = find(session, actor, alert_id)
    demand_in(session, actor, targets_of(session, alert_id))
    if row.state == "lifted":
        return row
    _demand_state(row, "active")
    row.lifted_by = actor.user_id
    _end(session, row, "lifted", now_ms)
    state_sets(session, now_ms)
    return row


def expire(session: Session, now_ms: EpochMs) -> int:
    """Ends what has run out and brings all sets in line; answers how many alerts or sets changed."""
    over = select(AlertRow).where(col(AlertRow.state) == "active", col(AlertRow.expires_at_ms) <= now_ms)
    rows = session.exec(over).all()
    for row in rows:
        _end(session, row, "expired", now_ms)
    return len(rows) + state_sets(session, now_ms)


def find(session: Session, actor: Actor, alert_id: str) -> AlertRow:
    """An alert of which the actor sees a target or a unit above one; raises :class:`NotFound`."""
    row = session.get(AlertRow, alert_id)
    reaching = tree(session).sharing(visible_units(session, actor))
    if row is None or reaching.isdisjoint(targets_of(session, alert_id)):
        raise NotFound(
            Words(f"Không có cảnh báo “{alert_id}”.", f"There is no alert {alert_id!r}."),
            Words("Xem danh sách ở trang Cảnh báo.", "See the list: rao controller alert list."),
        )
    return row


def targets_of(session: Session, alert_id: str) -> Sequence[str]:
    """The ids of the units an alert is for."""
    query = select(AlertTarget.unit_id).where(col(AlertTarget.alert_id) == alert_id)
    return session.exec(query.order_by(AlertTarget.unit_id)).all()


def demand_in(session: Session, actor: Actor, unit_ids: Sequence[str]) -> None:
    """Raises :class:`NotAllowed` unless the actor may warn every one of these units; :class:`NotFound`."""
    for unit_id in unit_ids:
        demand(session, actor, "alert", get_unit(session, unit_id).id)


def topmost(session: Session, unit_ids: Sequence[str]) -> list[str]:
    """These units without those that lie below another of them: a board needs to hear an alert once."""
    all_units, chosen = tree(session), set(unit_ids)
    below = frozenset[str]().union(*(all_units.subtree(one) - {one} for one in chosen))
    return sorted(chosen - below)


def _row(actor: Actor, draft: AlertDraft, now_ms: EpochMs) -> AlertRow:
    return AlertRow(
        id=f"a-{secrets.token_hex(6)}",
        state="draft",
        status=draft.status,
        event=draft.event.strip(),
        level=draft.level,
        severity=draft.severity or SEVERITY_OF_LEVEL[draft.level],
        lasts_ms=draft.lasts_ms if draft.until_ms is None else draft.until_ms - now_ms,
        until_ms=draft.until_ms,
        written_by=actor.user_id,
        written_at_ms=now_ms,
    )


def _words(alert_id: str, position: int, text: AlertText) -> AlertWords:
    speech = text.speech
    return AlertWords(
        alert_id=alert_id,
        language=text.language,
        position=position,
        headline=text.headline,
        description=text.description,
        instruction=text.instruction,
        area=text.area,
        sender_name=text.sender_name,
        speech_sha256=speech.blob.sha256 if speech else None,
        speech_ms=speech.duration_ms if speech else 0,
        speech_voice=speech.voice if speech else "",
    )


def _expect(session: Session, alert_id: str) -> None:
    """The denominator: every device that stands in the target area now."""
    all_units = tree(session)
    units = frozenset[str]().union(*(all_units.subtree(one) for one in targets_of(session, alert_id)))
    devices = devices_in(session, units)
    session.add_all(Receipt(alert_id=alert_id, device_id=device.id, expected=True) for device in devices)


def _end(session: Session, row: AlertRow, state: AlertState, now_ms: EpochMs) -> None:
    row.state, row.ended_at_ms = state, now_ms
    session.add(row)
    session.flush()


def _demand_state(row: AlertRow, wanted: AlertState) -> None:
    if row.state != wanted:
        words = STATE_WORDS[row.state]
        raise Conflict(
            Words(f"Cảnh báo {row.id} {words.vi}.", f"The alert {row.id} {words.en}."),
            Words("Viết cảnh báo mới nếu cần.", "Write a new alert if one is needed."),
        )


def _demand_open(session: Session, unit_ids: Sequence[str]) -> None:
    """No board would hear a new alert of a unit whose place others took."""
    for unit_id in unit_ids:
        get_open_unit(session, unit_id)


def _check_room(session: Session, alert_id: str) -> None:
    for unit_id in targets_of(session, alert_id):
        of_unit = select(AlertRow.id).join(AlertTarget, col(AlertTarget.alert_id) == AlertRow.id)
        active = of_unit.where(col(AlertTarget.unit_id) == unit_id, col(AlertRow.state) == "active")
        if len(session.exec(active).all()) > LIMITS.alerts_in_a_set:
            most = LIMITS.alerts_in_a_set
            raise Conflict(
                Words(f"Đơn vị {unit_id} đã có {most} cảnh báo.", f"The unit {unit_id} has {most} alerts already."),
                Words("Gỡ một cảnh báo cũ trước.", "Lift an old one first."),
            )
