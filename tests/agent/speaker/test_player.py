"""The whole speaker in real time, into a recording; and outputs that are lost and come back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from agent.player.ports import Event, Failed, Finished, Flawed, Mended, Rendered, Rendering
from agent.speaker import outlet
from agent.speaker.player import SpeakerPlayer
from agent.speaker.portaudio import PortAudioSink
from agent.speaker.sink import Meanwhile, choose_sinks
from firmware_profiles import Profile, SoundProfile
from media.sound import ATTENTION_HIGH_HZ, ATTENTION_LOW_HZ, ATTENTION_MS, RATE_HZ, Samples, count_of, rms_dbfs
from protocol.errors import Unavailable
from protocol.ids import EpochMs
from protocol.manifest import StreamItem
from protocol.programme_types import PlayAlert, PlayItem, Silence
from protocol.words import Words
from tests.agent.speaker.material import Blobs, Hum, alert, amplitude_at, audio, scene, sine
from tests.agent.speaker.test_recording import read
from tests.servers.ports import free_port
from tests.servers.waiting import wait_for

PROFILE = Profile(name="test-horn", title_vi="Loa thử", title_en="Test horn", sound=SoundProfile())


def wall_clock() -> EpochMs:
    return EpochMs(time.time_ns() // 1_000_000)


class Hearing:
    """Events with the time at which they were told."""

    def __init__(self) -> None:
        self.events: list[tuple[float, Event]] = []

    def __call__(self, event: Event) -> None:
        self.events.append((time.monotonic(), event))

    def told(self, kind: type) -> list[Event]:
        return [event for _, event in self.events if isinstance(event, kind)]


def test_a_recording_holds_the_programme_the_tone_the_speech_and_the_programme_again(tmp_path: Path) -> None:
    blobs, hearing = Blobs(tmp_path), Hearing()
    path = tmp_path / "recording" / "sound.wav"
    player = SpeakerPlayer(PROFILE, blobs, hearing, wall_clock, recording=path, own_voice=Hum())
    player.start()
    song = audio(blobs, sine(440, 20_000), wall_clock())
    player.present(scene(song, wall_clock()))
    wait_for(lambda: hearing.told(Rendering), "the song")
    time_to_cut = time.monotonic()
    warning = PlayAlert(alert(), 1, wall_clock())
    player.present(scene(warning, wall_clock()))
    wait_for(lambda: len(hearing.told(Rendering)) == 2, "the alert")
    began = next(at for at, event in hearing.events if isinstance(event, Rendering) and event.of == warning)
    wait_for(lambda: len(hearing.told(Rendered)) == 2, "the round", 20)
    player.present(scene(song, wall_clock()))
    wait_for(lambda: len(hearing.told(Rendering)) == 3, "the song again")
    wait_for(lambda: len(player.levels_dbfs()) >= 5, "levels")
    until = len(read(path)) + count_of(600)
    wait_for(lambda: len(read(path)) > until, "more of the song")
    player.stop()
    heard = read(path)
    assert began - time_to_cut < 1.0, "a block and a fade, and what a busy machine adds"
    assert np.abs(heard).max() < 0.99
    _assert_tone_then_speech_then_song(heard)
    assert hearing.told(Finished)[-1].cut_by == "stop"  # type: ignore[union-attr]


def _assert_tone_then_speech_then_song(heard: Samples) -> None:
    spans = [heard[start : start + count_of(200)] for start in range(0, len(heard) - count_of(200), count_of(200))]
    tones = [min(amplitude_at(span, hertz) for hertz in (ATTENTION_LOW_HZ, ATTENTION_HIGH_HZ)) > 0.25 for span in spans]
    songs = [amplitude_at(span, 440) > 0.4 for span in spans]
    first, last = tones.index(True), len(tones) - tones[::-1].index(True)
    assert abs((last - first) * 200 - ATTENTION_MS) <= 400
    assert not any(songs[first:last]) and any(songs[-4:])
    speech = np.concatenate(spans[last : songs.index(True, last)])
    assert amplitude_at(speech, Hum.HERTZ) > 0.1 and rms_dbfs(speech) > -20


class Flaky:
    """A sound card that is pulled by a thread until the test pulls its plug."""

    name = "flaky"

    def __init__(self) -> None:
        self.plugged = True
        self.attempts = 0
        self.opened = 0
        self._running = False
        self._thread: threading.Thread | None = None

    @property
    def lost(self) -> bool:
        return not self.plugged

    starved = False

    latency_ms = 0.0

    def restart(self, meanwhile: Meanwhile) -> None:
        meanwhile(False)

    def wake(self) -> None: ...

    def rest(self) -> None: ...

    def open(self, pull: Callable[[int, float], Samples]) -> None:
        self.attempts += 1
        if not self.plugged:
            raise Unavailable(Words("không có", "none"), Words("cắm lại", "plug it in"))
        self.opened += 1
        self._running = True
        self._thread = threading.Thread(target=self._pull, args=(pull,))
        self._thread.start()

    def close(self) -> None:
        self._running = False
        if self._thread:
            self._thread.join()

    def _pull(self, pull: Callable[[int, float], Samples]) -> None:
        while self._running and self.plugged:
            pull(RATE_HZ // 50, time.monotonic())
            threading.Event().wait(0.02)


def test_a_loudspeaker_that_is_unplugged_is_told_and_taken_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlet, "RETAKE_S", 0.1)
    monkeypatch.setattr("agent.speaker.line.WATCH_S", 0.05)
    blobs, hearing, sink = Blobs(tmp_path), Hearing(), Flaky()
    player = SpeakerPlayer(PROFILE, blobs, hearing, wall_clock, own_voice=Hum(), sinks=[sink])
    player.start()
    song = audio(blobs, sine(440, 60_000), wall_clock())
    player.present(scene(song, wall_clock()))
    wait_for(lambda: hearing.told(Rendering), "the song")
    sink.plugged = False
    failed = wait_for(lambda: hearing.told(Failed), "the loss")[0]
    assert isinstance(failed, Failed) and (failed.of, failed.code) == (song, "output-lost")
    wait_for(lambda: sink.attempts >= 3, "two attempts in vain")
    sink.plugged = True
    wait_for(lambda: len(hearing.told(Rendering)) == 2, "the song again")
    player.stop()
    assert sink.opened == 2
    assert len(hearing.told(Failed)) == 1


def test_without_a_sound_card_starting_says_what_to_do(tmp_path: Path) -> None:
    player = SpeakerPlayer(PROFILE, Blobs(tmp_path), Hearing(), wall_clock)
    try:
        player.start()
    except Unavailable as error:
        assert "recording file" in error.remedy.en
    else:
        player.stop()
        pytest.skip("this machine has a sound card")


def test_the_sink_is_the_recording_only_when_one_is_given(tmp_path: Path) -> None:
    assert [sink.name for sink in choose_sinks(tmp_path / "sound.wav", ("nha", "san"))] == ["recording"]
    assert [sink.name for sink in choose_sinks(None, ("nha", "san"))] == ["portaudio nha", "portaudio san"]
    assert [sink.name for sink in choose_sinks(None, ("nha",), live=True)] == ["portaudio nha"]
    assert not PortAudioSink().lost


def test_a_station_that_is_not_received_is_told_until_nobody_wants_it(tmp_path: Path) -> None:
    hearing, url = Hearing(), f"http://127.0.0.1:{free_port()}/nobody"
    player = SpeakerPlayer(PROFILE, Blobs(tmp_path), hearing, wall_clock, recording=tmp_path / "sound.wav")
    player.start()
    relayed = PlayItem(StreamItem(id="dai", title="Đài tỉnh", duration_ms=60_000, url=url), "sang", None, wall_clock())
    player.present(scene(relayed, wall_clock()))
    flawed = wait_for(lambda: hearing.told(Flawed), "the loss", 20)[0]
    assert isinstance(flawed, Flawed) and (flawed.of, flawed.code, flawed.lasts) == (relayed, "station-lost", True)
    assert flawed.detail.startswith(f"{url}: ")
    player.present(scene(Silence("idle"), wall_clock()))
    mended = wait_for(lambda: hearing.told(Mended), "the end", 20)[0]
    assert isinstance(mended, Mended) and (mended.of, mended.code, mended.became) == (relayed, "station-lost", "")
    player.stop()
    assert len(hearing.told(Flawed)) == 1
