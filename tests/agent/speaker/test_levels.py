"""How loud it is, measured in the recording: the ordinary volume, an emergency's own, the ordinary one again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from agent.player.ports import Event, Rendering, SoundScene
from agent.speaker.pace import BY
from agent.speaker.player import SpeakerPlayer
from firmware_profiles import Profile, SoundProfile
from media.sound import ATTENTION_HIGH_HZ, ATTENTION_LOW_HZ, RATE_HZ, Samples, count_of
from protocol.ids import EpochMs
from protocol.programme_types import PlayAlert, Sound
from tests.agent.speaker.material import Blobs, Hum, alert, amplitude_at, audio, sine
from tests.agent.speaker.test_recording import read
from tests.servers.waiting import wait_for

SONG_HZ = 440.0
HALF = 0.25
"""The amplitude of a volume of 50 %."""


class Speaker:
    """A whole speaker that plays to a file."""

    def __init__(self, folder: Path, ceiling_percent: int) -> None:
        sound = SoundProfile(max_volume_percent=ceiling_percent)
        profile = Profile(name="a-horn", title_vi="Loa", title_en="Horn", sound=sound)
        self.blobs = Blobs(folder)
        self.path = folder / "sound.wav"
        self._events: list[Event] = []
        self._player = SpeakerPlayer(
            profile, self.blobs, self._events.append, now_ms, recording=self.path, own_voice=Hum()
        )
        self._player.start()

    def play(self, play: Sound, volume: int, emergency_volume: int = 100) -> None:
        """Present ``play`` and let 300 ms of it be recorded."""
        self._player.present(SoundScene(now_ms(), play, volume, emergency_volume))
        wait_for(lambda: self._begun() == play, "its begin")
        until = len(read(self.path)) + count_of(300)
        wait_for(lambda: len(read(self.path)) >= until, "300 ms of it")

    def _begun(self) -> object:
        return next((one.of for one in reversed(self._events) if isinstance(one, Rendering)), None)

    def stop(self) -> Samples:
        self._player.stop()
        return read(self.path)


def now_ms() -> EpochMs:
    return EpochMs(time.time_ns() // 1_000_000)


def windows(heard: Samples) -> Iterator[Samples]:
    """Pieces of 100 ms."""
    size = RATE_HZ // 10
    return (heard[at : at + size] for at in range(0, len(heard) - size, size))


def songs(heard: Samples) -> list[float]:
    """One that has to catch up is a twentieth of a semitone higher."""
    return [max(amplitude_at(piece, hertz) for hertz in (SONG_HZ, SONG_HZ * (1 + BY))) for piece in windows(heard)]


def tones(heard: Samples) -> list[float]:
    return [
        min(amplitude_at(piece, hertz) for hertz in (ATTENTION_LOW_HZ, ATTENTION_HIGH_HZ)) for piece in windows(heard)
    ]


@pytest.mark.parametrize(
    ("ceiling_percent", "emergency_volume", "tone"), [(100, 100, 0.4), (100, 50, 0.1), (80, 100, 0.256)]
)
def test_an_emergency_has_its_own_level_under_the_ceiling_and_the_ordinary_one_is_back_after_it(
    tmp_path: Path, ceiling_percent: int, emergency_volume: int, tone: float
) -> None:
    speaker = Speaker(tmp_path, ceiling_percent)
    began_ms = now_ms()
    song = audio(speaker.blobs, sine(SONG_HZ, 20_000), began_ms)
    speaker.play(song, 50)
    speaker.play(PlayAlert(alert(), 1, now_ms()), 50, emergency_volume)
    speaker.play(song, 50)
    heard = speaker.stop()
    sung, warned = songs(heard), tones(heard)
    alarm = int(np.argmax(np.array(warned) > 0.05))
    assert max(sung[:alarm]) == pytest.approx(0.5 * HALF, rel=0.02)
    assert max(warned) == pytest.approx(tone, rel=0.03)
    assert max(sung[alarm + 2 :]) == pytest.approx(0.5 * HALF, rel=0.02)


def test_the_volume_moves_in_the_recording_without_a_step(tmp_path: Path) -> None:
    speaker = Speaker(tmp_path, 100)
    song = audio(speaker.blobs, sine(100, 20_000), now_ms())
    for volume in (100, 50, 100):
        speaker.play(song, volume)
    heard = speaker.stop()
    levels = [amplitude_at(piece, 100) for piece in windows(heard)]
    assert max(levels) == pytest.approx(0.5, rel=0.02)
    quietest = min(levels[int(np.argmax(np.array(levels) > 0.49)) : -2])
    assert quietest == pytest.approx(0.5 * HALF, rel=0.05)
    steepest_of_song, steepest_of_ramp = 0.5 * 2 * np.pi * 100 / RATE_HZ, 0.5 / count_of(20)
    assert np.abs(np.diff(heard)).max() <= steepest_of_song + steepest_of_ramp + 2 / 32_767
