"""Volumes of a day, from what is desired to the samples: the night begins in a song, an alert comes in the night."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from agent.player.ports import Finished, Rendering
from agent.speaker.gain import decibels_of_percent
from media.sound import RATE_HZ, Samples, count_of, rms_dbfs
from protocol.documents import Desired, PercentWindow
from protocol.ids import EpochMs
from protocol.manifest import Manifest
from protocol.programme_types import Alerts, HeldAlert, PlayAlert, PlayItem
from tests.agent.speaker.loudspeaker import Loudspeaker
from tests.agent.speaker.material import Blobs, alert, audio, sine
from tests.protocol.makers import ALL_DAY, desired, playlist, slot
from tests.protocol.test_lighting import at

EVENING_MS = EpochMs(at("19:59:58"))
NIGHT_MS = at("20:00:00")
SONG_DBFS = -9.03
SETTINGS: Desired = desired(
    volume_percent=100,
    volume_windows=(PercentWindow(start="20:00", minutes=600, percent=50),),
    emergency_volume_percent=80,
    sound_windows=ALL_DAY,
)


@pytest.fixture
def village(tmp_path: Path) -> Loudspeaker:
    blobs = Blobs(tmp_path)
    manifest = Manifest(
        unit_name="Xã",
        items=(audio(blobs, sine(300, 90_000), EVENING_MS, "song").item,),
        playlists=(playlist("songs", "song"),),
        slots=(slot("evening", "songs", output="sound", start="19:59", duration_min=60, resume="resume"),),
    )
    return Loudspeaker(blobs, manifest, SETTINGS, EVENING_MS)


def steps(heard: Samples) -> float:
    """The steepest step between two samples."""
    return float(np.abs(np.diff(heard)).max())


def test_the_night_begins_in_a_song_that_goes_on_softer_by_a_ramp(village: Loudspeaker) -> None:
    heard = village.hear(5_000)
    before, edge = heard[count_of(1_000) : count_of(1_900)], heard[count_of(1_900) : count_of(2_100)]
    after = heard[count_of(2_500) :]
    assert rms_dbfs(before) == pytest.approx(SONG_DBFS, abs=0.1)
    assert rms_dbfs(after) == pytest.approx(SONG_DBFS + decibels_of_percent(50), abs=0.1)
    assert steps(edge) <= 1.1 * steps(before)
    assert [scene.volume_percent for scene in village.scenes] == [100, 50]
    assert [scene.at_ms for scene in village.scenes] == [EVENING_MS, NIGHT_MS]
    assert (len(village.pole.told(Rendering)), village.pole.told(Finished)) == (1, [])


def test_an_alert_of_the_night_has_its_own_level_and_the_song_comes_back_at_that_of_the_night(
    village: Loudspeaker,
) -> None:
    village.hear(3_000)
    warning = alert()
    village.alerts = Alerts((HeldAlert(warning, village.pole.now_ms),))
    village.look()
    tone = village.hear(2_000)[count_of(500) :]
    assert isinstance(village.scenes[-1].play, PlayAlert)
    tone_amplitude = float(np.abs(tone).max())
    village.alerts = Alerts((HeldAlert(warning, village.pole.now_ms, village.pole.now_ms),))
    village.look()
    back = village.hear(2_000)[RATE_HZ // 10 :]
    assert isinstance(village.scenes[-1].play, PlayItem)
    assert tone_amplitude == pytest.approx(0.8 * 10 ** (decibels_of_percent(80) / 20), rel=0.1)
    assert rms_dbfs(back) == pytest.approx(SONG_DBFS + decibels_of_percent(50), abs=0.1)
