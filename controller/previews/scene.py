"""What a device should be showing and saying at a moment, from what is stated for it: the board's own function."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from sqlmodel import Session

from controller.documents import service as documents
from controller.library.store import Store
from firmware_profiles import Profile
from protocol.alert import Alert
from protocol.documents import AlertSet, Desired
from protocol.errors import Conflict
from protocol.ids import EpochMs, Sha256
from protocol.manifest import Manifest
from protocol.manifest_check import read_manifest
from protocol.programme import NO_MANIFEST, programme
from protocol.programme_types import Alerts, Board, HeldAlert, Programme
from protocol.words import Words


@dataclass(frozen=True, slots=True)
class Scene:
    """A programme and what else is on the picture."""

    unit_name: str
    time_zone: str
    programme: Programme
    ticker_speed_px_s: int


def scene_of(
    session: Session, store: Store, device_id: str, profile: Profile, now_ms: EpochMs, draft: Alert | None = None
) -> Scene:
    """What the device will present at ``now_ms``, with ``draft`` as if it had been sent; raises :class:`Conflict`."""
    desired = _desired(session, device_id)
    manifest = _manifest(store, desired)
    sent = {alert.id: alert for alert in _alerts(session, desired)} | ({draft.id: draft} if draft else {})
    held = tuple(HeldAlert(alert, alert.sent_at_ms) for alert in sent.values() if alert.sent_at_ms <= now_ms)
    on = programme(manifest, Alerts(held), now_ms, _board(profile, desired))
    return Scene(desired.unit_name, desired.time_zone, on, (manifest or NO_MANIFEST).ticker_speed_px_s)


def _desired(session: Session, device_id: str) -> Desired:
    row = documents.find(session, "desired", device_id)
    if row is None:
        raise Conflict(
            Words("Thiết bị này chưa được giao nội dung nào.", "Nothing has been stated for this device yet."),
            Words("Đợi vài giây rồi tải lại.", "Wait some seconds, then reload."),
        )
    return msgspec.json.decode(row.body, type=Desired)


def _manifest(store: Store, desired: Desired) -> Manifest | None:
    if desired.manifest is None:
        return None
    return read_manifest(store.path_of(Sha256(desired.manifest.sha256)).read_bytes())


def _alerts(session: Session, desired: Desired) -> list[Alert]:
    rows = [documents.find(session, "alerts", unit_id) for unit_id in desired.areas]
    sets = [msgspec.json.decode(row.body, type=AlertSet) for row in rows if row is not None]
    return [alert for one in sets for alert in one.alerts]


def _board(profile: Profile, desired: Desired) -> Board:
    shown = profile.geometry
    return Board(
        width_px=shown.width_px if shown else 0,
        height_px=shown.height_px if shown else 0,
        has_sound=profile.sound is not None,
        inputs=profile.sound.input_names if profile.sound else (),
        sound_windows=desired.sound_windows,
        sound_delay_ms=desired.sound_delay_ms,
        screen_off_windows=desired.screen_off_windows,
        time_zone=desired.time_zone,
    )
