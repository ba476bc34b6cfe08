from __future__ import annotations

import hashlib
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from controller.publishing.compile import compile_manifest, encode_manifest
from controller.publishing.published import Place, Published, is_said, is_shown
from protocol.ids import UnitId
from protocol.manifest import (
    AudioItem,
    Blob,
    BulletinItem,
    Item,
    Manifest,
    PageSet,
    PictureItem,
    Rendition,
    Slot,
    SlotClass,
    Speech,
    StreamItem,
    VideoItem,
)
from protocol.manifest_check import BadManifest, check_manifest, read_manifest

PLACE = Place("Phường Bình Phước", (UnitId("25195-20250701"), UnitId("75-20260430")))
DAY = date(2026, 11, 1)


def blob(letter: str) -> Blob:
    return Blob(sha256=letter * 64, size_bytes=1, media_type="x/y", url=f"/media/{letter * 64}")


def picture(item_id: str) -> PictureItem:
    rendition = Rendition(width_px=640, height_px=384, blob=blob("a"))
    return PictureItem(id=item_id, title=item_id, duration_ms=8_000, renditions=(rendition,))


def video(item_id: str) -> VideoItem:
    rendition = Rendition(width_px=640, height_px=384, blob=blob("b"))
    return VideoItem(id=item_id, title=item_id, duration_ms=5_000, has_sound=True, renditions=(rendition,))


def bulletin(item_id: str) -> BulletinItem:
    pages = PageSet(width_px=640, height_px=384, blob=blob("c"), durations_ms=(4_000, 5_000))
    speech = Speech(language="vi", blob=blob("d"), duration_ms=30_000, voice="espeak-ng vi")
    return BulletinItem(id=item_id, title=item_id, pages=(pages,), speech=(speech,))


def audio(item_id: str) -> AudioItem:
    return AudioItem(id=item_id, title=item_id, duration_ms=9_000, blob=blob("e"))


def station(item_id: str) -> StreamItem:
    return StreamItem(
        id=item_id, title=item_id, duration_ms=9_000, url="http://radio.example.vn/live", fallback=blob("f")
    )


days = st.integers(0, 20).map(lambda number: DAY + timedelta(days=number))
makers = st.sampled_from([picture, video, bulletin, audio, station])
classes: st.SearchStrategy[SlotClass] = st.sampled_from(["live", "priority", "scheduled", "filler"])


@st.composite
def contents(draw: st.DrawFn) -> tuple[Published, ...]:
    made = []
    for number in range(draw(st.integers(0, 6))):
        item: Item = draw(makers)(f"item-{number}")
        first = draw(days)
        last = draw(st.none() | st.integers(0, 9).map(lambda length, first=first: first + timedelta(days=length)))
        made.append(Published(item, draw(classes), first, last, ticker=draw(st.sampled_from(["", "Tin mới"]))))
    return tuple(made)


def covers(slot: Slot, day: date) -> bool:
    return slot.first_date <= day and (slot.last_date is None or day <= slot.last_date)


def on(manifest: Manifest, day: date, slot_class: SlotClass, output: str) -> list[str]:
    playlists = {playlist.id: playlist.item_ids for playlist in manifest.playlists}
    slots = [
        slot for slot in manifest.slots if covers(slot, day) and slot.slot_class == slot_class and slot.output == output
    ]
    return [item_id for slot in slots for item_id in playlists[slot.playlist_id]]


@given(contents=contents(), day=days, slot_class=st.sampled_from(["live", "priority", "scheduled"]))
def test_each_day_plays_exactly_what_is_valid_that_day_in_order(
    contents: tuple[Published, ...], day: date, slot_class: SlotClass
) -> None:
    manifest = compile_manifest(PLACE, contents)
    valid = [
        one.item
        for one in contents
        if one.slot_class == slot_class and one.first <= day and (one.last is None or day <= one.last)
    ]
    assert on(manifest, day, slot_class, "screen") == [item.id for item in valid if is_shown(item)]
    assert on(manifest, day, slot_class, "sound") == [item.id for item in valid if is_said(item)]


@given(contents=contents())
def test_a_manifest_is_closed_and_the_same_contents_are_the_same_bytes(contents: tuple[Published, ...]) -> None:
    manifest = compile_manifest(PLACE, contents)
    encoded = encode_manifest(manifest)
    assert encoded == encode_manifest(compile_manifest(PLACE, contents))
    assert read_manifest(encoded) == manifest


def test_slots_last_the_whole_day_and_only_speech_has_gaps() -> None:
    manifest = compile_manifest(PLACE, [Published(bulletin("b-1"), "scheduled", DAY)])
    assert [(slot.output, slot.start, slot.duration_min, slot.last_date) for slot in manifest.slots] == [
        ("screen", "00:00", 1440, None),
        ("sound", "00:00", 1440, None),
    ]
    gaps = {playlist.id.split("-")[1]: playlist.gap_ms for playlist in manifest.playlists if playlist.gap_ms}
    assert gaps == {"sound": 2_000}


def test_the_filler_is_what_cannot_be_out_of_date() -> None:
    lasting = Published(picture("lasting"), "scheduled", DAY)
    ending = Published(picture("ending"), "scheduled", DAY, DAY)
    meant = Published(picture("meant"), "filler", DAY, DAY)

    def filler(*contents: Published) -> tuple[str, ...] | None:
        manifest = compile_manifest(PLACE, contents)
        by_id = {playlist.id: playlist.item_ids for playlist in manifest.playlists}
        return by_id[manifest.filler_screen] if manifest.filler_screen else None

    assert filler(lasting, ending) == ("lasting",)
    assert filler(lasting, ending, meant) == ("meant",)
    assert filler(ending) is None
    assert filler(Published(audio("heard"), "scheduled", DAY)) is None


def test_nothing_published_is_an_empty_manifest_with_the_units_name() -> None:
    manifest = compile_manifest(PLACE, [])
    assert (manifest.unit_name, manifest.items, manifest.slots) == ("Phường Bình Phước", (), ())


def test_tickers_come_in_the_order_of_the_contents() -> None:
    first = Published(bulletin("b-1"), "scheduled", DAY, ticker="Tiêm chủng sáng thứ Bảy")
    second = Published(picture("p-1"), "scheduled", DAY)
    third = Published(bulletin("b-2"), "scheduled", DAY, ticker="Cắt điện")
    tickers = compile_manifest(PLACE, [first, second, third]).tickers
    assert [ticker.text for ticker in tickers] == ["Tiêm chủng sáng thứ Bảy", "Cắt điện"]


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def test_where_nobody_chose_a_turn_manifests_are_what_they_always_were() -> None:
    contents = [
        Published(bulletin("b-1"), "scheduled", DAY),
        Published(audio("a-1"), "live", day(1), day(3), ticker="Tin mới"),
        Published(picture("p-1"), "filler", DAY),
        Published(station("s-1"), "priority", day(2)),
        Published(video("v-1"), "scheduled", day(2), day(5)),
    ]
    digest = hashlib.sha256(encode_manifest(compile_manifest(PLACE, contents))).hexdigest()
    assert digest == "563ced37cd4016dd892444495e26e8ada75acad25ddf5e3a178227f4bdeb0a37"


def test_what_is_said_over_others_has_a_slot_of_its_own_on_loudspeakers_only() -> None:
    over = Published(bulletin("b-1"), "live", DAY, over="duck")
    manifest = compile_manifest(PLACE, [Published(bulletin("b-2"), "live", DAY), over])
    assert on(manifest, DAY, "live", "screen") == ["b-2", "b-1"]
    heard = {slot.over: slot.playlist_id for slot in manifest.slots if slot.output == "sound"}
    playlists = {playlist.id: playlist.item_ids for playlist in manifest.playlists}
    assert {over: playlists[name] for over, name in heard.items()} == {"cut": ("b-2",), "duck": ("b-1",)}
    assert read_manifest(encode_manifest(manifest)) == manifest


def test_each_item_comes_back_by_its_own_rule_and_all_take_their_turns() -> None:
    plain = Published(audio("a-1"), "scheduled", DAY)
    again = Published(audio("a-2"), "scheduled", DAY, resume="restart")
    alike = compile_manifest(PLACE, [again])
    assert ([one.resume for one in alike.slots], alike.playlists[0].resume_rules) == (["restart"], UNSET)
    mixed = compile_manifest(PLACE, [plain, again])
    [slot], [playlist] = mixed.slots, mixed.playlists[:1]
    assert (slot.resume, playlist.item_ids, playlist.resume_rules) == ("skip", ("a-1", "a-2"), ("skip", "restart"))
    assert read_manifest(encode_manifest(mixed)) == mixed


def test_rules_that_are_not_one_an_item_are_refused() -> None:
    mixed = compile_manifest(PLACE, [Published(audio("a-1"), "scheduled", DAY)])
    playlist = msgspec.structs.replace(mixed.playlists[0], resume_rules=("skip", "skip"))
    with pytest.raises(BadManifest, match="2 rules for 1 items"):
        check_manifest(msgspec.structs.replace(mixed, playlists=(playlist,)))
