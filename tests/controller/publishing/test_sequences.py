"""A text with its tunes, as a manifest has it: nothing but pure values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from controller.library.sounds import Sound
from controller.publishing.compile import MOST_CONTENTS, compile_manifest, encode_manifest
from controller.publishing.published import Around, Published
from controller.publishing.sequences import title_of_tune
from protocol.limits import LIMITS
from protocol.manifest import BulletinItem, Item, Manifest, SequenceItem
from protocol.manifest_check import check_manifest, read_manifest
from tests.controller.publishing.test_compile import DAY, PLACE, audio, blob, bulletin, picture

OPENING, CLOSING = Sound(blob("1"), 8_000), Sound(blob("2"), 5_000)
BOTH = Around(OPENING, CLOSING)


def published(item: Item, around: Around = BOTH) -> Published:
    return Published(item, "scheduled", DAY, around=around)


def playlists(manifest: Manifest) -> dict[str, tuple[str, ...]]:
    return {one.id.split("-20")[0]: one.item_ids for one in manifest.playlists}


def parts(manifest: Manifest) -> list[tuple[str, ...]]:
    return [one.part_ids for one in manifest.items if isinstance(one, SequenceItem)]


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        (BOTH, ("opening-111111111111", "news", "closing-222222222222")),
        (Around(OPENING), ("opening-111111111111", "news")),
        (Around(closing=CLOSING), ("news", "closing-222222222222")),
    ],
)
def test_a_text_is_heard_between_its_tunes_and_seen_without(around: Around, expected: tuple[str, ...]) -> None:
    manifest = compile_manifest(PLACE, [published(bulletin("news"), around)])
    check_manifest(manifest)
    assert parts(manifest) == [expected]
    assert playlists(manifest)["scheduled-sound"] == ("news-around",)
    assert playlists(manifest)["scheduled-screen"] == playlists(manifest)["filler-screen"] == ("news",)


def test_without_tunes_a_text_is_itself_and_so_is_whatever_is_not_read_out() -> None:
    silent = BulletinItem(id="silent", title="silent", pages=bulletin("x").pages)
    contents = [published(bulletin("news"), Around()), *map(published, (audio("song"), picture("photo"), silent))]
    manifest = compile_manifest(PLACE, contents)
    assert [one.id for one in manifest.items] == ["news", "song", "photo", "silent"]
    assert playlists(manifest)["scheduled-sound"] == ("news", "song")


def test_equal_tunes_are_in_the_manifest_once() -> None:
    other = Around(OPENING, Sound(blob("3"), 4_000))
    contents = [published(bulletin("one")), published(bulletin("two")), published(bulletin("three"), other)]
    ids = [one.id for one in compile_manifest(PLACE, contents).items]
    assert sorted(one for one in ids if title_of_tune(one)) == [
        "closing-222222222222",
        "closing-333333333333",
        "opening-111111111111",
    ]


def test_as_many_texts_as_are_taken_fit_with_their_sequences() -> None:
    contents = [published(bulletin(f"news-{number}")) for number in range(MOST_CONTENTS)]
    manifest = compile_manifest(PLACE, [replace(one, last=DAY) for one in contents])
    assert len(manifest.items) <= LIMITS.items_in_a_manifest
    assert read_manifest(encode_manifest(manifest)) == manifest


def test_tunes_have_names_for_the_log() -> None:
    assert title_of_tune("opening-111111111111") == "Nhạc hiệu mở đầu"
    assert title_of_tune("bulletin-0a1b2c3d4e5f") is None
