"""A station of the programme: what is fetched for it, and what opens it."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.planner import needs
from agent.speaker.ahead import Ahead
from agent.speaker.sounds import opener_of
from media.sound import Samples, joined
from protocol.errors import NotFound
from protocol.manifest import Blob, LineInItem, Manifest, StreamItem
from protocol.programme_types import Board, PlayItem
from tests.agent.speaker.material import MORNING_MS, Blobs, Hum, scene, sine
from tests.agent.speaker.relay.station import FALLBACK_HZ, what_sounds
from tests.servers.ports import free_port

ONE_SECOND = 48_000


def station(fallback: Blob | None) -> StreamItem:
    url = f"http://127.0.0.1:{free_port()}/nobody"
    return StreamItem(id="dai", title="Đài tỉnh", duration_ms=3_600_000, url=url, fallback=fallback)


def test_the_fallback_is_fetched_by_boards_with_sound(tmp_path: Path) -> None:
    kept = Blobs(tmp_path).keep(sine(FALLBACK_HZ, 100))
    manifest = Manifest(unit_name="Xã", items=(station(kept),))
    assert needs(manifest, Board(0, 0, has_sound=True)) == (kept,)
    assert needs(manifest, Board(640, 384, has_sound=False)) == ()
    assert needs(Manifest(unit_name="Xã", items=(station(None),)), Board(0, 0, has_sound=True)) == ()


@pytest.mark.parametrize(("is_kept", "wanted"), [(True, "fallback"), (False, "nothing")])
def test_where_no_station_is_the_fallback_is_heard_or_silence(tmp_path: Path, is_kept: bool, wanted: str) -> None:
    blobs = Blobs(tmp_path)
    item = station(blobs.keep(sine(FALLBACK_HZ, 500)) if is_kept else None)
    play = PlayItem(item, "sang", None, MORNING_MS)
    chunks, heard = opener_of(play, scene(play), blobs, Hum())(Ahead()), list[Samples]()
    while sum(map(len, heard)) < ONE_SECOND:
        heard.append(next(chunks))
    chunks.close()  # type: ignore[attr-defined]
    assert what_sounds(joined(heard)[ONE_SECOND // 2 :]) == wanted


def test_an_input_that_the_device_does_not_have_is_named(tmp_path: Path) -> None:
    play = PlayItem(LineInItem(id="x", title="X", duration_ms=1_000, input="hoi-truong"), "sang", None, MORNING_MS)
    with pytest.raises(NotFound, match="hoi-truong"):
        opener_of(play, scene(play), Blobs(tmp_path), Hum())(Ahead())
