"""Small whole documents for the tests of the protocol."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct

from protocol.alert import Alert, AlertText
from protocol.compose import compose
from protocol.documents import AlertSet, Desired, Kind, TrustedKey, TrustList, Window
from protocol.ids import DeviceId, EpochMs, UnitId
from protocol.intake import Intake, Now, Pins, take
from protocol.jws import Signer
from protocol.manifest import AudioItem, Blob, BulletinItem, PageSet, PictureItem, Playlist, Rendition, Slot, Speech
from protocol.programme_types import Board

T0 = EpochMs(1_795_000_000_000)
YEAR_MS = 365 * 24 * 3600 * 1000
ME = DeviceId("led-001")
AREA = UnitId("25195-20250701")
ROOT = Signer.from_seed(b"r" * 32)
WORKER = Signer.from_seed(b"w" * 32)
COMMUNE = Signer.from_seed(b"c" * 32)
STRANGER = Signer.from_seed(b"s" * 32)
NOW = Now(T0, "trusted")
PINS = Pins(ROOT.public_key, ME)


def key(signer: Signer, **changes: Any) -> TrustedKey:
    plain: dict[str, Any] = {
        "kid": signer.kid,
        "public_key": signer.public_key,
        "may_sign": ("desired", "alerts", "command"),
        "units": ("*",),
        "not_after_ms": EpochMs(T0 + YEAR_MS),
    }
    return TrustedKey(**(plain | changes))


def commune_key(**changes: Any) -> TrustedKey:
    return key(COMMUNE, **({"may_sign": ("alerts",), "units": (AREA,)} | changes))


def trust(*keys: TrustedKey, rev: int = 1, signer: Signer = ROOT) -> bytes:
    return signed("trust", TrustList(keys=keys), aud="all", rev=rev, signer=signer)


def signed(
    kind: Kind,
    body: Struct,
    *,
    aud: str = ME,
    epoch: int = 1,
    rev: int = 1,
    at_ms: int = T0,
    signer: Signer = WORKER,
    expires_at_ms: EpochMs | None = None,
) -> bytes:
    return compose(
        kind,
        body,
        aud=aud,
        epoch=epoch,
        rev=rev,
        now_ms=EpochMs(at_ms),
        signer=signer,
        expires_at_ms=expires_at_ms,
    )


def desired(**changes: Any) -> Desired:
    return Desired(**({"unit_name": "Phường Bình Phước", "areas": (AREA,)} | changes))


def enrolled(*keys: TrustedKey) -> Intake:
    """A device that holds a trust list with ``keys`` (the province's working key and a commune's if none are given)."""
    intake, _ = take(Intake(PINS), "trust", "all", trust(*(keys or (key(WORKER), commune_key()))), NOW)
    return intake


def alert(alert_id: str = "alert-1", **changes: Any) -> Alert:
    plain: dict[str, Any] = {
        "id": alert_id,
        "status": "Actual",
        "event": "Lũ quét",
        "level": 3,
        "severity": "Severe",
        "sent_at_ms": T0,
        "expires_at_ms": EpochMs(T0 + 3_600_000),
        "texts": (AlertText(language="vi", headline="Lũ quét đang về suối Rạt", speech=speech(6_000)),),
    }
    return Alert(**(plain | changes))


def alert_set(*alerts: Alert, **changes: Any) -> AlertSet:
    return AlertSet(alerts=alerts, **changes)


def blob(name: str = "a") -> Blob:
    sha256 = (name.encode().hex() * 64)[:64]
    return Blob(sha256=sha256, size_bytes=10, media_type="application/octet-stream", url=f"/media/{sha256}")


def speech(duration_ms: int, language: str = "vi") -> Speech:
    return Speech(language=language, blob=blob(language), duration_ms=duration_ms, voice="espeak-ng vi")


def bulletin(item_id: str, *pages_ms: int, speech_ms: int = 20_000, width_px: int = 640) -> BulletinItem:
    pages = PageSet(width_px=width_px, height_px=384, blob=blob(item_id), durations_ms=pages_ms)
    return BulletinItem(id=item_id, title=item_id, pages=(pages,), speech=(speech(speech_ms),))


def picture(item_id: str, duration_ms: int) -> PictureItem:
    rendition = Rendition(width_px=640, height_px=384, blob=blob(item_id))
    return PictureItem(id=item_id, title=item_id, duration_ms=duration_ms, renditions=(rendition,))


def audio(item_id: str, duration_ms: int) -> AudioItem:
    return AudioItem(id=item_id, title=item_id, duration_ms=duration_ms, blob=blob(item_id))


def playlist(list_id: str, *item_ids: str, gap_ms: int = 0) -> Playlist:
    return Playlist(id=list_id, item_ids=item_ids, gap_ms=gap_ms)


def slot(slot_id: str, playlist_id: str, **changes: Any) -> Slot:
    plain: dict[str, Any] = {
        "id": slot_id,
        "title": slot_id,
        "slot_class": "scheduled",
        "output": "screen",
        "playlist_id": playlist_id,
        "first_date": date(2026, 1, 1),
        "start": "00:00",
        "duration_min": 1440,
    }
    return Slot(**(plain | changes))


ALL_DAY = (Window(start="00:00", minutes=1440),)
LED = Board(640, 384, has_sound=False)
SPEAKER = Board(0, 0, has_sound=True, sound_windows=ALL_DAY)
BOARD = Board(640, 384, has_sound=True, sound_windows=ALL_DAY)
