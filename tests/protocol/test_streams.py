"""Radio stations in a manifest."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.limits import LIMITS
from protocol.manifest import Manifest, Playlist, StreamItem
from protocol.manifest_check import BadManifest, check_manifest, read_manifest
from protocol.programme_types import Board
from protocol.timeline import screen_elements, sound_elements

HOUR_MS = 3_600_000


def relaying(url: str) -> Manifest:
    station = StreamItem(id="dai", title="Đài tỉnh", duration_ms=HOUR_MS, url=url)
    return Manifest(unit_name="Xã", items=(station,), playlists=(Playlist(id="gio-dai", item_ids=("dai",)),))


@pytest.mark.parametrize(
    "url",
    [
        "http://radio.example.vn:8000/live.mp3",
        "https://radio.example.vn/hls/index.m3u8?token=a@b",
        "http://192.0.2.7/vov1",
        "http://[2001:db8::7]:8000/vov1",
        "https://radio.example.vn",
    ],
)
def test_a_station_of_the_web_may_be_relayed(url: str) -> None:
    check_manifest(relaying(url))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/etc/shadow",
        "file:///etc/shadow",
        "concat:http://radio.example.vn/a|/etc/shadow",
        "rtmp://radio.example.vn/live",
        "http://operator:secret@radio.example.vn/live",
        "http://operator@radio.example.vn/live",
        "http:///live",
        "http://radio.example.vn/live\nhttp://radio.example.vn/other",
        "http://radio.example.vn/live\n",
        "http://radio.example.vn/đài",
        "http://radio.example.vn:/live",
        "http://radio.example.vn/" + "a" * LIMITS.station_url_chars,
    ],
)
def test_what_is_no_address_of_a_station_is_refused(url: str) -> None:
    with pytest.raises(BadManifest, match="no address of a radio station"):
        check_manifest(relaying(url))


@given(st.text(min_size=1, max_size=30), st.text(max_size=30))
def test_no_address_carries_a_user(user: str, host: str) -> None:
    with pytest.raises(BadManifest):
        check_manifest(relaying(f"http://{user.replace('/', '').replace('?', '')}@{host}/live"))


def test_it_goes_over_the_wire_and_is_heard_and_not_shown() -> None:
    manifest = relaying("http://radio.example.vn/live")
    assert read_manifest(msgspec.json.encode(manifest)) == manifest
    board = Board(640, 384, has_sound=True)
    (heard,) = sound_elements(manifest, manifest.playlists[0], board)
    assert (heard.item, heard.duration_ms) == (manifest.items[0], HOUR_MS)
    assert screen_elements(manifest, manifest.playlists[0], board) == ()
