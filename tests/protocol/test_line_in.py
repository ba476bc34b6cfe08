"""A sound input in a manifest: for devices that have it, and nobody else."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from agent.planner import needs
from protocol.manifest import LineInItem, Manifest, Playlist
from protocol.manifest_check import BadManifest, check_manifest, read_manifest
from protocol.programme_types import Board
from protocol.timeline import screen_elements, sound_elements
from tests.protocol.makers import audio, blob

HOUR_MS = 3_600_000
BRIDGE = Board(0, 0, has_sound=True, inputs=("phong-thu", "default"))
POLE = Board(0, 0, has_sound=True)
TEN_CLOCK = Playlist(id="10-gio", item_ids=("studio", "nhac"))


def studio(**changes: Any) -> LineInItem:
    return msgspec.structs.replace(
        LineInItem(id="studio", title="Phòng thu", duration_ms=HOUR_MS, input="phong-thu"), **changes
    )


def programme_with(item: LineInItem) -> Manifest:
    return Manifest(unit_name="Xã", items=(item, audio("nhac", 60_000)), playlists=(TEN_CLOCK,))


def test_a_device_with_the_input_plays_it_and_others_go_on_with_the_next() -> None:
    manifest = programme_with(studio())
    check_manifest(manifest)
    assert [one.item.id for one in sound_elements(manifest, TEN_CLOCK, BRIDGE) if one.item] == ["studio", "nhac"]
    assert [one.item.id for one in sound_elements(manifest, TEN_CLOCK, POLE) if one.item] == ["nhac"]
    assert screen_elements(manifest, TEN_CLOCK, Board(640, 384, has_sound=True, inputs=("phong-thu",))) == ()


def test_its_fallback_is_fetched_where_the_input_is() -> None:
    manifest = programme_with(studio(fallback=blob("f")))
    assert blob("f") in needs(manifest, BRIDGE)
    assert blob("f") not in needs(manifest, POLE)
    assert needs(programme_with(studio()), BRIDGE) == needs(programme_with(studio()), POLE)


def test_it_travels() -> None:
    manifest = programme_with(studio(fallback=blob("f")))
    assert read_manifest(msgspec.json.encode(manifest)) == manifest


@pytest.mark.parametrize("name", ["", "Phòng thu", "hw:0", "-", "a" * 41])
def test_what_is_no_name_of_an_input_is_refused(name: str) -> None:
    with pytest.raises(BadManifest):
        read_manifest(msgspec.json.encode(programme_with(studio(input=name))))
