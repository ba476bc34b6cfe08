from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from agent.speaker.gain import Ramp, amplitude_of, decibels_of_percent
from agent.speaker.meter import LevelHistory, Meter
from agent.speaker.mixer import Mixer
from agent.speaker.voice import FADE_MS, Voice
from media.sound import RATE_HZ, Samples, count_of, rms_dbfs
from tests.agent.speaker.material import sine


class Tape:
    """A source that is all there."""

    def __init__(self, samples: Samples) -> None:
        self._left = samples

    @property
    def ready(self) -> bool:
        return len(self._left) > 0

    @property
    def ended(self) -> bool:
        return len(self._left) == 0

    def read(self, frames: int) -> Samples:
        taken, self._left = self._left[:frames], self._left[frames:]
        return taken


def voice(samples: Samples, gain_db: float = 0.0, told: list[str] | None = None) -> Voice:
    notes = told if told is not None else []
    return Voice(Tape(samples), gain_db, lambda *_: notes.append("begun"), lambda *_: notes.append("ended"))


def steepest(samples: Samples) -> float:
    return float(np.abs(np.diff(samples)).max())


@given(st.lists(st.integers(1, 3_000), min_size=1, max_size=8), st.floats(0, 1), st.floats(0, 1))
def test_a_ramp_reaches_its_target_and_never_overshoots(blocks: list[int], start: float, target: float) -> None:
    ramp = Ramp(start)
    ramp.go_to(target, 2_000)
    heard = np.concatenate([ramp.over(np.ones(block, dtype=np.float32)) for block in [*blocks, 2_000, 10]])
    assert heard.min() >= min(start, target) - 1e-6 and heard.max() <= max(start, target) + 1e-6
    assert abs(heard[-1] - target) < 1e-6
    assert steepest(heard) <= abs(target - start) / 2_000 + 1e-4


@given(st.integers(1, 100))
def test_a_volume_knob_only_goes_down_from_full(percent: int) -> None:
    assert decibels_of_percent(100) == 0.0
    assert amplitude_of(decibels_of_percent(percent)) <= 1.0
    assert decibels_of_percent(percent) > decibels_of_percent(percent - 1)


def test_a_voice_is_heard_at_its_gain_and_measured_as_heard() -> None:
    mixer, one = Mixer(), voice(sine(440, 1_000), -20.0)
    mixer.start(one)
    heard = mixer.pull(RATE_HZ, 0.0)
    assert abs(rms_dbfs(heard[count_of(FADE_MS) :]) - (rms_dbfs(sine(440, 1_000)) - 20.0)) < 0.1
    assert abs(one.meter.rms_dbfs - rms_dbfs(heard)) < 0.01
    assert one.meter.played_ms == 1_000


def test_begin_and_end_are_told_once_when_the_samples_left() -> None:
    told: list[str] = []
    mixer = Mixer()
    mixer.start(voice(sine(440, 100), 0.0, told))
    assert told == []
    mixer.pull(count_of(20), 0.0)
    assert told == ["begun"]
    mixer.pull(count_of(200), 0.0)
    assert told == ["begun", "ended"]


def test_what_is_cut_is_gone_after_its_fade_without_a_click_and_only_then_the_next_begins() -> None:
    mixer, song, warning = Mixer(), voice(sine(100, 2_000)), voice(sine(1_000, 1_000))
    mixer.start(song)
    before = mixer.pull(count_of(500), 0.0)
    mixer.cut_all()
    mixer.start(warning)
    after = mixer.pull(count_of(500), 0.0)
    fading, following = after[: count_of(FADE_MS)], after[count_of(FADE_MS) :]
    assert steepest(np.concatenate([before[-10:], fading])) < 1.2 * steepest(before)
    assert abs(float(fading[-1])) < 0.01
    assert warning.meter.frames == len(following)
    assert song.meter.frames == len(before) + len(fading)
    assert np.abs(after).max() <= 0.5


def test_what_is_cut_leaves_what_goes_on_without_a_hole() -> None:
    mixer, song, announcement, other = Mixer(), *(voice(sine(hertz, 2_000)) for hertz in (100, 1_000, 2_000))
    mixer.start(song)
    mixer.start(announcement)
    mixer.pull(count_of(500), 0.0)
    mixer.cut(announcement)
    mixer.start(other)
    mixer.pull(count_of(500), 0.5)
    assert song.meter.frames == count_of(1_000)
    assert announcement.meter.frames == count_of(500 + FADE_MS)
    assert other.meter.frames == count_of(500 - FADE_MS)


def test_a_voice_is_ducked_by_a_ramp_of_its_own_whatever_its_volume_does() -> None:
    mixer, song = Mixer(), voice(np.full(count_of(3_000), 0.5, dtype=np.float32))
    mixer.start(song)
    mixer.pull(count_of(500), 0.0)
    mixer.move(song.duck, 0.25, 500)
    mixer.pull(count_of(100), 0.5)
    mixer.set_gain(song, -6.0)
    down = mixer.pull(count_of(500), 0.6)
    assert abs(float(down[count_of(400)]) - 0.125 * amplitude_of(-6.0)) < 1e-3
    assert float(down[count_of(380)]) > float(down[count_of(402)]) == float(down[-1])


def test_a_voice_that_is_cut_before_it_began_only_ends() -> None:
    told: list[str] = []
    mixer = Mixer()
    mixer.start(voice(sine(440, 100), 0.0, told))
    mixer.cut_all()
    assert not mixer.pull(count_of(40), 0.0).any()
    assert told == ["ended"]


def test_voices_that_add_up_beyond_full_scale_are_kept_within_it() -> None:
    mixer = Mixer()
    for _ in range(3):
        mixer.start(voice(sine(440, 200, 0.9)))
    heard = mixer.pull(count_of(200), 0.0)
    assert heard.max() == 1.0 and heard.min() == -1.0


def test_silence_is_silence_and_always_as_long_as_asked() -> None:
    assert not Mixer().pull(12_345, 0.0).any()
    assert len(Mixer().pull(12_345, 0.0)) == 12_345


def test_levels_of_the_last_minute_one_a_second() -> None:
    history = LevelHistory(seconds=3)
    for amplitude in (0.1, 0.2, 0.4, 0.8):
        history.add(sine(440, 1_000, amplitude))
    expected = [round(rms_dbfs(sine(440, 1_000, amplitude)), 1) for amplitude in (0.2, 0.4, 0.8)]
    assert list(history.dbfs()) == expected


def test_nothing_measured_is_the_floor() -> None:
    assert Meter().rms_dbfs == -120.0
    assert Meter().played_ms == 0
