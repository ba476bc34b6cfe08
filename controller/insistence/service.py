"""What devices that are online should hold by now and do not say they hold. Level-triggered; never commits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlmodel import Session, and_, col, or_, select

from controller.alerts.models import AlertRow, AlertTarget, Receipt
from controller.documents import service as documents
from controller.documents.models import SignedDocument
from controller.status.models import DeviceStatus
from protocol.ids import EpochMs
from protocol.timers import INSIST_FOR_S

IS_ONLINE = and_(col(DeviceStatus.online).is_(True), col(DeviceStatus.flipped_to) == "online")
PRESENTS_ALERT = "alert "
"""How :class:`protocol.uplink.Showing` begins while a device shows or says an alert; the id is the second word."""


def insist(session: Session, now_ms: EpochMs) -> int:
    """Has everything unconfirmed handed to the broker once more; answers how many documents.

    Alerts are repeated for ``INSIST_FOR_S`` after they began or ended: every board of the area hears each repetition.
    """
    since_ms = now_ms - int(INSIST_FOR_S * 1000)
    units = {*_units_not_heard(session, since_ms), *_units_not_ended(session, since_ms)}
    handed = documents.hand_again(session, "desired", _devices_behind(session))
    return handed + documents.hand_again(session, "alerts", sorted(units))


def _devices_behind(session: Session) -> Sequence[str]:
    query = select(SignedDocument.aud).join(DeviceStatus, col(DeviceStatus.device_id) == SignedDocument.aud)
    behind = col(DeviceStatus.seen_rev) < SignedDocument.signed_rev
    return session.exec(query.where(col(SignedDocument.kind) == "desired", behind, IS_ONLINE)).all()


def _units_not_heard(session: Session, since_ms: int) -> Sequence[str]:
    """Units of alerts in force that an expected device which is online has not acknowledged at all."""
    query = (
        select(AlertTarget.unit_id)
        .join(AlertRow, col(AlertRow.id) == AlertTarget.alert_id)
        .join(Receipt, col(Receipt.alert_id) == AlertRow.id)
        .join(DeviceStatus, col(DeviceStatus.device_id) == Receipt.device_id)
    )
    begun = and_(col(AlertRow.state) == "active", col(AlertRow.sent_at_ms) >= since_ms)
    silent = and_(col(Receipt.expected).is_(True), col(Receipt.rank) == 0)
    return session.exec(query.where(begun, silent, IS_ONLINE).distinct()).all()


def _units_not_ended(session: Session, since_ms: int) -> Sequence[str]:
    """Units of alerts that ended and that a device which is online still shows or says."""
    query = select(AlertTarget.unit_id).join(AlertRow, col(AlertRow.id) == AlertTarget.alert_id)
    ended = col(AlertRow.ended_at_ms) >= since_ms
    return session.exec(query.where(ended, col(AlertRow.id).in_(_presented(session))).distinct()).all()


def _presented(session: Session) -> set[str]:
    presents = or_(
        col(DeviceStatus.showing_screen).startswith(PRESENTS_ALERT),
        col(DeviceStatus.showing_sound).startswith(PRESENTS_ALERT),
    )
    rows = session.exec(
        select(DeviceStatus.showing_screen, DeviceStatus.showing_sound).where(IS_ONLINE, presents)
    ).all()
    return {alert_id for row in rows for alert_id in _alert_ids(row)}


def _alert_ids(presented: Iterable[str]) -> Iterable[str]:
    return (one.split(" ")[1] for one in presented if one.startswith(PRESENTS_ALERT))
