from __future__ import annotations

from pathlib import Path

import pytest

from bench.speaker.cluster import ALL_DAY
from bench.speaker.levels import likeness
from bench.speaker.material import GAPS_MS, Form, file_of, gap_to_begin_soon, item, music, playing
from media.sound import count_of
from media.sound.decode import decode_all
from protocol.manifest import Blob
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, PlayItem
from tests.agent.province import now_ms

LOUDSPEAKER = Board(width_px=0, height_px=0, has_sound=True, sound_windows=ALL_DAY)


def keep(data: bytes, media_type: str) -> Blob:
    return Blob(sha256="0" * 64, size_bytes=len(data), media_type=media_type, url="/media/x")


@pytest.mark.parametrize("form", ["wav", "mp3", "opus"])
def test_each_form_holds_the_sound(form: Form, tmp_path: Path) -> None:
    made = music(1_000)
    again = decode_all(file_of(made, form, tmp_path))
    assert abs(len(again) - len(made)) <= count_of(60)
    known = made[count_of(300) : count_of(700)]
    alike = [likeness(known, again[count_of(300) + by : count_of(700) + by]) for by in range(100)]
    assert max(alike) > 0.95


def test_a_loop_of_one_item_begins_when_it_is_wanted(tmp_path: Path) -> None:
    duration_ms, wanted_ms = 75_000, now_ms() + 15_000
    gap_ms = gap_to_begin_soon(duration_ms, wanted_ms)
    audio = item(keep, "dai", file_of(music(100), "wav", tmp_path), duration_ms)
    begins_ms = wanted_ms + -wanted_ms % (duration_ms + gap_ms)
    assert gap_ms in GAPS_MS and begins_ms - wanted_ms < 1_000
    plays = programme(playing(audio, gap_ms=gap_ms), Alerts(), begins_ms, LOUDSPEAKER).sound
    assert isinstance(plays, PlayItem) and plays.began_at_ms == begins_ms


def test_nothing_to_play_is_silence() -> None:
    assert not isinstance(programme(playing(), Alerts(), now_ms(), LOUDSPEAKER).sound, PlayItem)
