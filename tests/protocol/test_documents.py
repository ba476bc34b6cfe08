"""Composing, bounds, manifests, reading from outside, errors for people."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.compose import TooLarge, compose, encode_body
from protocol.errors import InvalidInput, RaoError
from protocol.ids import UnitId
from protocol.interrupts import INTERRUPTS, rank_of, waits_for_boundary
from protocol.limits import LIMITS
from protocol.manifest import AudioItem, Manifest
from protocol.manifest_check import BadManifest, check_manifest, read_manifest
from protocol.recurrence import BadRecurrence
from protocol.uplink import LogBatch, PlayRecord, Status
from protocol.wire import Undecodable, decode
from protocol.words import Words, language_of
from tests.protocol.makers import ME, T0, WORKER, alert, alert_set, audio, desired, picture, playlist, slot


def test_a_desired_state_too_large_for_devices_is_not_signed() -> None:
    huge = desired(areas=tuple(UnitId(f"unit-{n:06}") for n in range(4_000)))
    with pytest.raises(TooLarge, match="at most"):
        compose("desired", huge, aud=ME, epoch=1, rev=1, now_ms=T0, signer=WORKER)


def test_an_alert_set_too_large_for_devices_is_not_signed() -> None:
    long_text = msgspec.structs.replace(alert().texts[0], description="á" * 2_000, instruction="á" * 2_000)
    huge = alert_set(*(alert(f"alert-{n}", texts=(long_text,) * 8) for n in range(32)))
    with pytest.raises(TooLarge):
        compose("alerts", huge, aud=ME, epoch=1, rev=1, now_ms=T0, signer=WORKER)


def test_equal_bodies_are_equal_bytes() -> None:
    assert encode_body(desired()) == encode_body(desired())
    assert encode_body(desired()) != encode_body(desired(volume_percent=1))


GOOD = Manifest(
    unit_name="x",
    items=(picture("pic-1", 1_000),),
    playlists=(playlist("loop", "pic-1"),),
    slots=(slot("all-day", "loop"),),
    filler_screen="loop",
)


def test_a_good_manifest_is_read_back() -> None:
    assert read_manifest(encode_body(GOOD)) == GOOD


@pytest.mark.parametrize(
    "changes",
    [
        {"items": (picture("pic-1", 1_000), picture("pic-1", 2_000))},
        {"playlists": (playlist("loop", "pic-1", "gone"),)},
        {"playlists": (playlist("loop", "pic-1"), playlist("loop", "pic-1"))},
        {"slots": (slot("all-day", "gone"),)},
        {"slots": (slot("all-day", "loop"), slot("all-day", "loop"))},
        {"filler_screen": "gone"},
        {"filler_sound": "gone"},
        {"items": tuple(picture(f"pic-{n}", 1) for n in range(LIMITS.items_in_a_manifest + 1))},
    ],
)
def test_a_manifest_that_is_not_whole_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(BadManifest):
        check_manifest(msgspec.structs.replace(GOOD, **changes))


@pytest.mark.parametrize("changes", [{"output": "screen"}, {"output": "sound", "slot_class": "filler"}])
def test_only_an_announcement_on_loudspeakers_is_said_over_others(changes: dict[str, str]) -> None:
    with pytest.raises(BadManifest, match="said over others"):
        check_manifest(msgspec.structs.replace(GOOD, slots=(slot("all-day", "loop", over="duck", **changes),)))


@pytest.mark.parametrize("changes", [{"rrule": "FREQ=SOMETIMES"}, {"rrule": "x"}, {"time_zone": "Asia/Nowhere"}])
def test_a_recurrence_that_can_not_be_read_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(BadRecurrence, match="can't be read"):
        check_manifest(msgspec.structs.replace(GOOD, slots=(slot("all-day", "loop", **changes),)))


@pytest.mark.parametrize(("gain_db", "fits"), [(-30.0, True), (6, True), (-30.1, False), (6.1, False), ("0", False)])
def test_the_gain_of_an_item_is_bounded(gain_db: float, fits: bool) -> None:
    data = encode_body(msgspec.structs.replace(GOOD, items=(*GOOD.items, audio("song", 1_000)))).replace(
        b'"gain_db":0.0', b'"gain_db":' + msgspec.json.encode(gain_db)
    )
    if not fits:
        with pytest.raises(BadManifest):
            read_manifest(data)
        return
    song = read_manifest(data).items[1]
    assert isinstance(song, AudioItem) and song.gain_db == gain_db


@given(st.binary(max_size=200))
def test_noise_is_no_manifest(noise: bytes) -> None:
    with pytest.raises(BadManifest):
        read_manifest(noise)


def test_a_manifest_is_bounded_before_it_is_read() -> None:
    with pytest.raises(BadManifest, match="at most"):
        read_manifest(b" " * (LIMITS.manifest_bytes + 1))


@pytest.mark.parametrize("data", [b"\xff", b"[" * 100_000, b"", b'{"sid": 1}', b"null"])
def test_every_way_of_being_bad_is_one_error(data: bytes) -> None:
    with pytest.raises(Undecodable):
        decode(data, Status)


def test_a_log_tells_plays_from_faults() -> None:
    row = PlayRecord(item_id="a", output="sound", began_ms=T0, lasted_ms=5)
    batch = LogBatch(sid="session-1", first_seq=1, rows=(row,))
    assert decode(msgspec.json.encode(batch), LogBatch) == batch


def test_the_table_of_interrupts_is_the_designs() -> None:
    assert [(row.name, row.rank) for row in INTERRUPTS] == [
        ("mute-all", 100),
        ("emergency", 90),
        ("live", 80),
        ("priority", 70),
        ("scheduled", 50),
        ("filler", 10),
        ("safe", 0),
    ]
    assert rank_of("emergency") > rank_of("live")
    assert waits_for_boundary("priority")
    assert not waits_for_boundary("emergency")


def test_an_error_says_what_to_do_in_both_languages() -> None:
    error = InvalidInput(Words("Sai.", "Wrong."), Words("Sửa lại.", "Mend it."))
    assert (error.told_in("vi"), error.told_in("en"), str(error)) == (
        "Sai. Sửa lại.",
        "Wrong. Mend it.",
        "Wrong. Mend it.",
    )
    assert isinstance(error, RaoError)


@pytest.mark.parametrize(
    ("name", "language"),
    [("vi_VN.UTF-8", "vi"), ("VI", "vi"), ("en_US.UTF-8", "en"), ("C", "en"), ("", "en"), (None, "en")],
)
def test_the_locale_picks_the_language(name: str | None, language: str) -> None:
    assert language_of(name) == language
