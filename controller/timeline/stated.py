"""What is stated for a device now: its desired state, the manifest that names, and the alerts it hears. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import msgspec
from sqlmodel import Session, col, select

from controller.documents import service as documents
from controller.library.store import Store
from controller.status.models import DeviceStatus
from firmware_profiles import Profile
from protocol.alert import Alert
from protocol.documents import AlertSet, Desired
from protocol.errors import Conflict
from protocol.ids import EpochMs, Sha256
from protocol.manifest import Manifest
from protocol.manifest_check import read_manifest
from protocol.plan import Plan
from protocol.programme import NO_MANIFEST
from protocol.programme_types import Alerts, Board, HeldAlert
from protocol.words import Words

VIETNAMESE = ("vi",)


@dataclass(frozen=True)
class Stated:
    """What one device is to be, and by that what it plays."""

    desired: Desired
    manifest: Manifest
    board: Board

    @cached_property
    def plan(self) -> Plan:
        """To be asked for any moment."""
        return Plan(self.manifest, self.board)


def stated_for(session: Session, store: Store, device_id: str, profile: Profile) -> Stated:
    """Raises :class:`Conflict` for a device that was just enrolled: a look of the controller later it has its own."""
    row = documents.find(session, "desired", device_id)
    if row is None:
        raise Conflict(
            Words("Thiết bị này chưa được giao nội dung nào.", "Nothing has been stated for this device yet."),
            Words("Đợi vài giây rồi tải lại.", "Wait some seconds, then reload."),
        )
    return stated_in(store, row.body, profile, spoken_by(session, [device_id])[device_id])


def stated_in(store: Store, body: bytes, profile: Profile, languages: tuple[str, ...]) -> Stated:
    """What a desired state says to a device of that model which speaks these languages."""
    desired = msgspec.json.decode(body, type=Desired)
    return Stated(desired, _manifest(store, desired), _board(profile, desired, languages))


def spoken_by(session: Session, device_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """In which languages these devices speak, as each said last; Vietnamese of those that never did."""
    query = select(DeviceStatus.device_id, DeviceStatus.languages)
    rows = session.exec(query.where(col(DeviceStatus.device_id).in_(device_ids))).all()
    said = {device_id: msgspec.json.decode(languages, type=tuple[str, ...]) for device_id, languages in rows}
    return {device_id: said.get(device_id) or VIETNAMESE for device_id in device_ids}


def alerts_for(session: Session, desired: Desired, draft: Alert | None = None) -> Alerts:
    """What is in force in its areas, with ``draft`` as if it had been sent; each until its sender said it would end."""
    rows = [documents.find(session, "alerts", unit_id) for unit_id in desired.areas]
    sets = [msgspec.json.decode(row.body, type=AlertSet) for row in rows if row is not None]
    sent = {alert.id: alert for one in sets for alert in one.alerts} | ({draft.id: draft} if draft else {})
    muted = any(one.mute_all is not None for one in sets)
    return Alerts(tuple(HeldAlert(one, one.sent_at_ms, one.expires_at_ms) for one in sent.values()), muted)


def known_at(alerts: Alerts, now_ms: EpochMs) -> Alerts:
    """Those that were sent by then."""
    return Alerts(tuple(one for one in alerts.held if one.received_at_ms <= now_ms), alerts.muted)


def _manifest(store: Store, desired: Desired) -> Manifest:
    if desired.manifest is None:
        return NO_MANIFEST
    return read_manifest(store.path_of(Sha256(desired.manifest.sha256)).read_bytes())


def _board(profile: Profile, desired: Desired, languages: tuple[str, ...]) -> Board:
    shown = profile.geometry
    return Board(
        width_px=shown.width_px if shown else 0,
        height_px=shown.height_px if shown else 0,
        has_sound=profile.sound is not None,
        languages=languages,
        inputs=profile.sound.input_names if profile.sound else (),
        sound_windows=desired.sound_windows,
        quiet_windows=desired.quiet_windows,
        sound_delay_ms=desired.sound_delay_ms,
        screen_off_windows=desired.screen_off_windows,
        time_zone=desired.time_zone,
    )
