"""The relay is on before the first syllable by the time the amplifier needs, and off some time after the last."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from gpiozero import Device
from gpiozero.pins.mock import MockFactory, MockPin

from agent.player.ports import Event, Finished, Flawed, Rendered
from agent.speaker.player import SpeakerPlayer
from agent.speaker.sounds import opener_of
from firmware_profiles import AmplifierRelay, Profile, SelfSwitched, SoundProfile
from media.sound import ATTENTION_MS, RATE_HZ, count_of
from protocol.ids import EpochMs
from protocol.programme_types import PlayAlert, Silence
from tests.agent.speaker.material import MORNING_MS, Blobs, Hum, Pole, alert, audio, scene, sine
from tests.agent.speaker.test_recording import read
from tests.servers.waiting import wait_for

WARM_UP_MS = 400
PIN = 27


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path)


def pole_of(blobs: Blobs, hold_s: float = 2.0) -> Pole:
    sound = SoundProfile(amplifier_warm_up_ms=WARM_UP_MS, amplifier=SelfSwitched(hold_s=hold_s))
    hum = Hum()
    return Pole(lambda play, new: opener_of(play, new, blobs, hum), sound)


def loud(pole: Pole) -> np.ndarray:
    return np.flatnonzero(np.concatenate(pole.heard))


def test_it_is_on_for_its_warm_up_before_the_first_sample_and_for_its_hold_after_the_last(blobs: Blobs) -> None:
    pole = pole_of(blobs)
    song = sine(440, 1_000)
    pole.take(scene(audio(blobs, song)))
    pole.hear(4_000)
    (on, on_at), (off, off_at) = pole.amplifier.turns
    first, last = loud(pole)[[0, -1]]
    assert (on, off) == (True, False)
    assert first - on_at == count_of(WARM_UP_MS) + np.flatnonzero(song)[0]
    assert last - first == np.flatnonzero(song)[-1] - np.flatnonzero(song)[0]
    assert 0 <= off_at - last - 2 * RATE_HZ <= 2 * count_of(20)


def test_it_stays_on_between_two_sounds_and_is_not_warmed_up_twice(blobs: Blobs) -> None:
    pole = pole_of(blobs)
    pole.take(scene(audio(blobs, sine(440, 500))))
    pole.hear(2_000)
    pole.take(scene(audio(blobs, sine(500, 500), pole.now_ms), pole.now_ms))
    second = np.flatnonzero(pole.hear(1_000))
    assert [on for on, _ in pole.amplifier.turns] == [True]
    assert second[0] <= 1


def test_it_is_woken_ahead_of_an_item_that_is_coming_which_then_begins_on_time(blobs: Blobs) -> None:
    pole = pole_of(blobs)
    song = audio(blobs, sine(440, 500), MORNING_MS + 5_000)
    pole.take(scene(Silence("idle")))
    pole.hear(1_000)
    pole.take(scene(Silence("idle"), pole.now_ms, upcoming=song))
    pole.hear(4_000)
    ((_, on_at),) = pole.amplifier.turns
    pole.take(scene(song, pole.now_ms))
    pole.hear(1_000)
    first = loud(pole)[0]
    assert first - count_of(5_000) <= 1
    assert first - on_at >= count_of(WARM_UP_MS)


def test_an_item_joined_in_its_middle_behind_a_waking_amplifier_is_where_other_loudspeakers_are(blobs: Blobs) -> None:
    pole = pole_of(blobs)
    halves = np.concatenate([sine(440, 2_000, 0.1), sine(2_000, 1_000)])
    pole.take(scene(audio(blobs, halves, MORNING_MS - 1_000)))
    heard = pole.hear(1_900)
    assert not heard[: count_of(WARM_UP_MS)].any()
    assert int(np.argmax(np.abs(heard) > 0.2)) == pytest.approx(count_of(1_000), abs=20)


def test_an_alert_cut_short_leaves_it_on_for_the_hold(blobs: Blobs) -> None:
    pole = pole_of(blobs)
    pole.take(scene(PlayAlert(alert(), 1, MORNING_MS)))
    pole.hear(ATTENTION_MS // 2)
    pole.take(scene(Silence("muted"), pole.now_ms))
    cut_at = pole.frames
    pole.hear(2_500)
    assert [on for on, _ in pole.amplifier.turns] == [True, False]
    assert pole.amplifier.turns[1][1] - cut_at >= 2 * RATE_HZ


def test_an_alert_in_the_lead_in_of_a_bulletin_is_not_swallowed_by_the_waking_amplifier(blobs: Blobs) -> None:
    pole = pole_of(blobs)
    pole.take(scene(audio(blobs, sine(440, 1_000))))
    pole.hear(WARM_UP_MS // 2)
    pole.take(scene(PlayAlert(alert(), 1, pole.now_ms), pole.now_ms))
    pole.hear(1_000)
    ((_, on_at),) = pole.amplifier.turns
    assert 0 <= loud(pole)[0] - on_at - count_of(WARM_UP_MS) <= count_of(40)


def test_a_switch_that_fails_is_a_fault_and_all_is_heard(blobs: Blobs) -> None:
    pole = pole_of(blobs)
    pole.amplifier.reason = "pin gone"
    song = sine(440, 500)
    pole.take(scene(audio(blobs, song)))
    pole.hear(1_000)
    (fault,) = pole.told(Flawed)
    assert isinstance(fault, Flawed)
    assert fault.code == "amplifier" and "pin gone" in fault.detail
    assert np.ptp(loud(pole)) == np.ptp(np.flatnonzero(song)) and len(pole.told(Finished)) == 1


@pytest.fixture
def pin() -> Iterator[MockPin]:
    before, Device.pin_factory = Device.pin_factory, MockFactory()
    yield Device.pin_factory.pin(PIN)
    Device.pin_factory.reset()
    Device.pin_factory = before


def wall_clock() -> EpochMs:
    return EpochMs(time.time_ns() // 1_000_000)


@pytest.mark.parametrize("active_high", [True, False])
def test_the_relay_of_a_speaker_that_plays_a_file(blobs: Blobs, pin: MockPin, active_high: bool) -> None:
    events: list[Event] = []
    relay = AmplifierRelay(pin=PIN, active_high=active_high, hold_s=60)
    profile = Profile(
        name="a-horn", title_vi="Loa", title_en="Horn", sound=SoundProfile(amplifier_warm_up_ms=200, amplifier=relay)
    )
    path = blobs.folder / "sound.wav"
    player = SpeakerPlayer(profile, blobs, events.append, wall_clock, recording=path, own_voice=Hum())
    player.start()
    wait_for(lambda: pin.function == "output", "the pin")
    assert bool(pin.state) is not active_high
    player.present(scene(audio(blobs, sine(440, 300), wall_clock()), wall_clock()))
    wait_for(lambda: bool(pin.state) is active_high, "power")
    wait_for(lambda: [one for one in events if isinstance(one, Finished)], "the end")
    assert bool(pin.state) is active_high
    player.stop()
    assert pin.function == "input"
    assert bool(pin.states[-1].state) is not active_high
    assert [type(one) for one in events if isinstance(one, Flawed)] == []
    assert len([one for one in events if isinstance(one, Rendered)]) == 1
    assert np.count_nonzero(np.abs(read(path)) > 0.1) > count_of(200)


def test_a_board_without_such_pins_speaks_and_tells(blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Device, "pin_factory", None)
    monkeypatch.setenv("GPIOZERO_PIN_FACTORY", "none-such")
    events: list[Event] = []
    profile = Profile(
        name="a-horn", title_vi="Loa", title_en="Horn", sound=SoundProfile(amplifier=AmplifierRelay(pin=4))
    )
    path = blobs.folder / "sound.wav"
    player = SpeakerPlayer(profile, blobs, events.append, wall_clock, recording=path, own_voice=Hum())
    player.start()
    player.present(scene(audio(blobs, sine(440, 300), wall_clock()), wall_clock()))
    wait_for(lambda: [one for one in events if isinstance(one, Finished)], "the end")
    player.stop()
    assert [one.code for one in events if isinstance(one, Flawed)] == ["amplifier"]
    assert np.count_nonzero(np.abs(read(path)) > 0.1) > count_of(200)
