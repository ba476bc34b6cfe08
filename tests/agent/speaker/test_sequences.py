"""A sequence as it leaves a loudspeaker: its parts behind each other, sample by sample, each with its own gain."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from agent.player.ports import Rendering
from agent.speaker.gain import amplitude_of
from media.sound import count_of
from protocol.ids import EpochMs
from protocol.manifest import AudioItem, BulletinItem, Manifest, SequenceItem
from protocol.programme_types import PlayItem
from tests.agent.speaker.loudspeaker import Loudspeaker
from tests.agent.speaker.material import Blobs, sine, speech
from tests.protocol.makers import ALL_DAY, desired, playlist, slot
from tests.protocol.test_lighting import at

SIX = EpochMs(at("06:00:00"))
LENGTHS_MS = {"opening": 1_200, "news": 2_500, "closing": 900}
HERTZ = {"opening": 400.0, "news": 250.0, "closing": 600.0}


@pytest.mark.parametrize("gain_db", [0.0, -9.0])
def test_its_parts_are_heard_without_a_gap(tmp_path: Path, gain_db: float) -> None:
    blobs = Blobs(tmp_path)
    sounds = {name: sine(HERTZ[name], length_ms) for name, length_ms in LENGTHS_MS.items()}
    opening, closing = (
        AudioItem(id=name, title=name, duration_ms=LENGTHS_MS[name], blob=blobs.keep(sounds[name]))
        for name in ("opening", "closing")
    )
    news = BulletinItem(id="news", title="news", speech=(speech(blobs, sounds["news"]),), gain_db=gain_db)
    manifest = Manifest(
        unit_name="Xã",
        items=(opening, news, closing, SequenceItem(id="all", title="news", part_ids=("opening", "news", "closing"))),
        playlists=(playlist("list", "all", gap_ms=60_000),),
        slots=(slot("morning", "list", output="sound", start="06:00", duration_min=60),),
    )
    village = Loudspeaker(blobs, manifest, desired(volume_percent=100, sound_windows=ALL_DAY), SIX)
    heard = village.hear(5_000)
    sounds["news"] = sounds["news"] * np.float32(amplitude_of(gain_db))
    meant = np.concatenate(list(sounds.values()))
    settled = count_of(60)
    assert np.abs(heard[settled : len(meant)] - meant[settled:]).max() < 2e-4
    assert not heard[len(meant) :].any()
    begun = [one.of for one in village.pole.told(Rendering) if isinstance(one, Rendering)]
    assert [play.item.id for play in begun if isinstance(play, PlayItem)] == ["opening", "news", "closing"]
