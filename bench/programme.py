"""What a board does all the time: ask what is on, and judge signed documents."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bench.measuring import Row, Section, medians
from protocol.alert import Alert, AlertText
from protocol.compose import compose
from protocol.documents import Desired, TrustedKey, TrustList
from protocol.ids import DeviceId, EpochMs, UnitId
from protocol.intake import Accepted, Intake, Now, Pins, take
from protocol.jws import Signer
from protocol.manifest import Blob, BulletinItem, Manifest, PageSet, Playlist, Slot, Speech
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, HeldAlert

T0 = EpochMs(1_795_000_000_000)
HOUR_MS = 3_600_000
WEEK_MS = 7 * 24 * HOUR_MS
HEARD_AGO_MS = 10 * 60_000
YEAR_MS = 365 * 24 * HOUR_MS
ME = DeviceId("led-001")
BOARD = Board(width_px=640, height_px=384, has_sound=True)
ITEMS, SLOTS, MOMENTS, DOCUMENTS = 40, 24, 500, 300
ABOUT = (
    f"*programme*: what a board with screen and sound presents at {MOMENTS} moments of a week, with {ITEMS} bulletins "
    f"and {SLOTS} weekly slots. *Intake*: {DOCUMENTS} desired states, each newer than the one before; floor: verifying "
    "the same signatures with `cryptography` alone."
)


def measure() -> Section:
    """Calls a second."""
    moments = [EpochMs(T0 + WEEK_MS * number // MOMENTS) for number in range(MOMENTS)]
    manifest, calm = week(), [Alerts()] * MOMENTS
    alarmed = [Alerts(held=[HeldAlert(alert(), EpochMs(moment - HEARD_AGO_MS))]) for moment in moments]

    def asked(known: Sequence[Alerts]) -> None:
        for moment, alerts in zip(moments, known, strict=True):
            programme(manifest, alerts, moment, BOARD)

    calm_s, alarmed_s = medians(lambda: asked(calm), lambda: asked(alarmed))
    return Section(
        "The programme and the intake of a board",
        ABOUT,
        [
            Row("programme, no alert", MOMENTS / calm_s, "calls/s"),
            Row("programme, an alert since ten minutes", MOMENTS / alarmed_s, "calls/s"),
            intake_row(),
        ],
    )


def intake_row() -> Row:
    """Judging documents, beside the bare arithmetic."""
    root, worker = Signer.from_seed(b"r" * 32), Signer.from_seed(b"w" * 32)
    intake = enrolled(root, worker)
    tokens = [desired(worker, rev) for rev in range(1, DOCUMENTS + 1)]
    key = Ed25519PublicKey.from_public_bytes(_bytes_of(worker.public_key.encode()))
    split = [token.rpartition(b".") for token in tokens]
    bare = [(_bytes_of(signature), signed) for signed, _, signature in split]

    def judge() -> None:
        held = intake
        for token in tokens:
            held, outcome = take(held, "desired", ME, token, Now(T0, "trusted"))
            if not isinstance(outcome, Accepted):
                raise AssertionError(outcome)

    def verify() -> None:
        for signature, signed in bare:
            key.verify(signature, signed)

    judged_s, verified_s = medians(judge, verify)
    return Row("intake of a signed document", DOCUMENTS / judged_s, "documents/s", DOCUMENTS / verified_s)


def enrolled(root: Signer, worker: Signer) -> Intake:
    """A device that trusts ``worker``."""
    key = TrustedKey(
        kid=worker.kid,
        public_key=worker.public_key,
        may_sign=("desired", "alerts", "command"),
        units=("*",),
        not_after_ms=EpochMs(T0 + YEAR_MS),
    )
    trust = compose("trust", TrustList(keys=(key,)), aud="all", epoch=1, rev=1, now_ms=T0, signer=root)
    intake, _ = take(Intake(Pins(root.public_key, ME)), "trust", "all", trust, Now(T0, "trusted"))
    return intake


def desired(worker: Signer, rev: int) -> bytes:
    """A signed desired state of the size a board gets."""
    body = Desired(unit_name="Phường Bình Phước", areas=(UnitId("25195-20250701"),), manifest=blob(rev))
    return compose("desired", body, aud=ME, epoch=1, rev=rev, now_ms=T0, signer=worker)


def week() -> Manifest:
    """A commune's week: three playlists, a slot each hour."""
    items = tuple(bulletin(number) for number in range(ITEMS))
    lists = tuple(Playlist(id=f"p-{n}", item_ids=tuple(item.id for item in items[n::3])) for n in range(3))
    slots = tuple(slot(hour) for hour in range(SLOTS))
    return Manifest(unit_name="Phường Bình Phước", items=items, playlists=lists, slots=slots, filler_screen="p-0")


def slot(hour: int) -> Slot:
    """An hour of the day, on weekdays or at weekends, for the screen or for sound."""
    return Slot(
        id=f"s-{hour}",
        title="Buổi phát",
        slot_class="scheduled",
        output="screen" if hour % 2 else "sound",
        playlist_id=f"p-{hour % 3}",
        first_date=date(2026, 1, 1),
        last_date=date(2027, 12, 31),
        start=f"{hour:02}:00",
        duration_min=60,
        rrule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" if hour % 3 else "FREQ=WEEKLY;BYDAY=SA,SU",
        time_zone="Asia/Ho_Chi_Minh",
        origin=UnitId("25195-20250701"),
    )


def bulletin(number: int) -> BulletinItem:
    """Seven pages and their speech."""
    pages = PageSet(width_px=640, height_px=384, blob=blob(number), durations_ms=(9_000,) * 7)
    speech = Speech(language="vi", blob=blob(number + 1000), duration_ms=70_000, voice="espeak-ng vi")
    return BulletinItem(id=f"b-{number}", title=f"Bản tin {number}", pages=(pages,), speech=(speech,))


def blob(number: int) -> Blob:
    """A name of some content."""
    return Blob(sha256=f"{number:064x}", size_bytes=1000, media_type="application/json", url=f"/media/{number:064x}")


def alert() -> Alert:
    """A flash flood, for all of the week."""
    text = AlertText(language="vi", headline="Lũ quét", instruction="Lên chỗ cao ngay.")
    ends_ms = EpochMs(T0 + 8 * 24 * HOUR_MS)
    return Alert(
        id="a-1",
        status="Actual",
        event="Lũ quét",
        level=4,
        severity="Extreme",
        sent_at_ms=T0,
        expires_at_ms=ends_ms,
        texts=(text,),
    )


def _bytes_of(text: bytes) -> bytes:
    return base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))
