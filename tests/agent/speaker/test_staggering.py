"""Two loudspeakers with the same programme, one of them behind the other by plan: measured in what leaves them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from media.sound import RATE_HZ, Samples
from protocol.ids import EpochMs
from protocol.manifest import Manifest
from protocol.programme_types import Alerts, HeldAlert
from tests.agent.speaker.loudspeaker import Loudspeaker
from tests.agent.speaker.material import Blobs, alert, audio
from tests.protocol.makers import ALL_DAY, desired, playlist, slot
from tests.protocol.test_lighting import at

BEFORE_SIX = EpochMs(at("06:00:00") - 1_000)


def chatter(seconds: float) -> Samples:
    """Noise, no piece of which is like another."""
    return np.random.default_rng(6).uniform(-0.3, 0.3, round(seconds * RATE_HZ)).astype(np.float32)


def standing(folder: Path, delay_ms: int) -> Loudspeaker:
    """A loudspeaker a second before its hour."""
    blobs = Blobs(folder)
    manifest = Manifest(
        unit_name="Xã",
        items=(audio(blobs, chatter(3), name="chatter").item,),
        playlists=(playlist("morning", "chatter", gap_ms=60_000),),
        slots=(slot("morning", "morning", output="sound", start="06:00", duration_min=60),),
    )
    settings = desired(volume_percent=100, sound_windows=ALL_DAY, sound_delay_ms=delay_ms)
    return Loudspeaker(blobs, manifest, settings, BEFORE_SIX)


def begin_of(heard: Samples, said: Samples) -> int:
    """The sample at which ``said`` begins in ``heard``."""
    size = len(heard) + len(said)
    crossed = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(said, size)), size)
    return int(np.argmax(crossed[: len(heard)]))


@pytest.mark.parametrize("delay_ms", [0, 20, 340, 1_500])
def test_they_are_apart_by_exactly_the_difference(tmp_path: Path, delay_ms: int) -> None:
    ahead, behind = standing(tmp_path, 0).hear(5_600), standing(tmp_path, delay_ms).hear(5_600)
    apart = begin_of(behind, chatter(3)) - begin_of(ahead, chatter(3))
    assert apart == pytest.approx(delay_ms * RATE_HZ / 1000, abs=1)


def test_an_alert_is_said_by_both_at_once(tmp_path: Path) -> None:
    alerts, heard = Alerts((HeldAlert(alert(), BEFORE_SIX),)), []
    for delay_ms in (0, 1_500):
        pole = standing(tmp_path, delay_ms)
        pole.alerts = alerts
        heard.append(pole.hear(1_000))
    assert np.array_equal(*heard)
    assert heard[0].any()
