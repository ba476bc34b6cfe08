"""What no device would take is told by its heaviest part."""

from __future__ import annotations

from datetime import date

import pytest

from controller.publishing.bound import TooMuch, is_within, too_much
from controller.publishing.compile import encode_manifest
from protocol.ids import UnitId
from protocol.limits import LIMITS
from protocol.manifest import AudioItem, Blob, Manifest, Playlist, Slot
from protocol.manifest_check import BadManifest, read_manifest
from tests.controller.places import CITY, NORTH

NAMES = {CITY: "Thành phố Đồng Nai", NORTH: "Phường Bình Phước"}


def item(number: int, title: str = "Tin") -> AudioItem:
    blob = Blob(sha256=f"{number:064}", size_bytes=1, media_type="audio/ogg", url="/media/x")
    return AudioItem(id=f"tin-{number}", title=title, duration_ms=1_000, blob=blob)


def slot(number: int, origin: str, title: str) -> Slot:
    return Slot(
        id=f"slot-{number}",
        title=title,
        slot_class="scheduled",
        output="sound",
        playlist_id=f"list-{number}",
        first_date=date(2026, 11, 30),
        start="17:00",
        duration_min=30,
        rrule="FREQ=DAILY",
        time_zone="Asia/Ho_Chi_Minh",
        origin=UnitId(origin),
    )


def manifest(items: int = 3, turns: int = 3, title: str = "Tin") -> Manifest:
    played = tuple(item(number, title) for number in range(items))
    ids = tuple(played[number % items].id for number in range(turns))
    return Manifest(
        unit_name=NAMES[NORTH],
        items=played,
        playlists=(Playlist(id="list-0", item_ids=ids), Playlist(id="list-1", item_ids=ids[:5])),
        slots=(slot(0, CITY, "Bản tin 17 giờ"), slot(1, NORTH, "Nhắc nhở")),
    )


def refusal(of: Manifest) -> TooMuch:
    encoded = encode_manifest(of)
    assert not is_within(of, encoded)
    with pytest.raises(BadManifest):
        read_manifest(encoded)
    return too_much(of, encoded, {one.id: NORTH for one in of.items}, NAMES)


def test_what_devices_take_is_within() -> None:
    of = manifest(LIMITS.items_in_a_manifest)
    assert is_within(of, encode_manifest(of))
    assert read_manifest(encode_manifest(of)) == of


def test_a_slot_with_too_many_turns_is_named_with_its_unit() -> None:
    why = refusal(manifest(turns=LIMITS.manifest_bytes // 8))
    assert "khung giờ “Bản tin 17 giờ” của Thành phố Đồng Nai" in why.problem.vi
    assert "4,0 MiB" in why.problem.vi and "Phường Bình Phước" in why.problem.vi
    assert "slot 'Bản tin 17 giờ' of Thành phố Đồng Nai" in why.problem.en and "lower weights" in why.remedy.en


@pytest.mark.parametrize(("items", "title"), [(LIMITS.items_in_a_manifest, "x" * 2_500), (2_001, "Tin")])
def test_too_many_contents_are_counted_with_their_unit(items: int, title: str) -> None:
    why = refusal(manifest(items, title=title))
    assert f"{items:,} nội dung của Phường Bình Phước".replace(",", ".") in why.problem.vi
    assert f"{items:,} contents of Phường Bình Phước" in why.problem.en and "Withdraw" in why.remedy.en
