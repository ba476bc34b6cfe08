"""Sounds that begin at their moment, to the sample, and keep to the clock all loudspeakers share, without a click."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.speaker.due import RETIMED_S, Due, Rule
from agent.speaker.horizon import JUMP_S, Horizon
from agent.speaker.jobs import Jobs
from agent.speaker.meter import LevelHistory, Meter
from agent.speaker.mixer import Mixer
from agent.speaker.pace import BEGIN_FRAMES, BY, MOST_FRAMES, Pace
from agent.speaker.samples import BLOCK_FRAMES, milliseconds_of
from agent.speaker.stretch import Stretch
from agent.speaker.voice import Voice
from media.sound import RATE_HZ, Samples, count_of
from tests.agent.speaker.material import sine
from tests.agent.speaker.test_mixer import Tape, steepest


def voice(samples: Samples, due: Due | None = None) -> Voice:
    return Voice(Tape(samples), 0.0, lambda *_: None, lambda *_: None, joined=True, due=due)


def played(one: Voice, from_s: float, duration_ms: int, mixer: Mixer | None = None) -> Samples:
    """What a sink that takes blocks of 40 ms hears of ``one``, its first sample at ``from_s``."""
    mixer = mixer or Mixer()
    mixer.start(one)
    size = count_of(40)
    blocks = range(0, count_of(duration_ms), size)
    return np.concatenate([mixer.pull(size, from_s + at / RATE_HZ) for at in blocks])


class TestStretch:
    @given(st.lists(st.integers(1, 3_000), min_size=1, max_size=12))
    def test_without_a_wish_the_samples_are_the_sources(self, blocks: list[int]) -> None:
        whole = sine(440, 500)
        stretch = Stretch(Tape(whole))
        heard = np.concatenate([stretch.read(block) for block in [*blocks, len(whole)]])
        assert np.array_equal(heard, whole) and stretch.ended and stretch.taken == len(whole)

    @given(st.lists(st.sampled_from([-3, 0, 3]), min_size=5, max_size=40))
    def test_any_mixture_of_wishes_is_one_unbroken_tone(self, wishes: list[int]) -> None:
        hertz = 1_000
        stretch = Stretch(Tape(sine(hertz, 1_000)))
        heard = np.concatenate([stretch.read(BLOCK_FRAMES, wish) for wish in wishes])
        assert len(heard) == BLOCK_FRAMES * len(wishes)
        assert stretch.taken == len(heard) + sum(wishes)
        places = np.concatenate(
            [
                begin + np.arange(BLOCK_FRAMES) * ((BLOCK_FRAMES + wish) / BLOCK_FRAMES)
                for begin, wish in zip(np.cumsum([0, *(BLOCK_FRAMES + one for one in wishes)]), wishes, strict=False)
            ]
        )
        meant = 0.5 * np.sin(2 * np.pi * hertz * places / RATE_HZ)
        assert np.abs(heard - meant).max() < 0.5 * 10 ** (-60 / 20)

    @given(st.integers(0, 4_000))
    def test_at_the_end_nothing_is_lost(self, frames: int) -> None:
        whole = sine(440, 200)[:frames]
        stretch = Stretch(Tape(whole))
        while not stretch.ended:
            stretch.read(BLOCK_FRAMES, 3)
        assert stretch.taken == frames


class TestPace:
    def test_a_little_is_left_alone(self) -> None:
        pace = Pace()
        assert {pace.extra_frames(late, BLOCK_FRAMES) for late in (0, BEGIN_FRAMES, -BEGIN_FRAMES)} == {0}

    def test_what_is_further_off_is_made_up_for_and_then_left_alone(self) -> None:
        for late in (count_of(40), -count_of(40)):
            pace, blocks = Pace(), 0
            while (extra := pace.extra_frames(late, BLOCK_FRAMES)) != 0:
                late, blocks = late - extra, blocks + 1
            assert abs(late) < count_of(1)
            assert blocks * 0.02 == pytest.approx(0.040 / BY, rel=0.1)

    def test_one_late_thread_is_no_drift(self) -> None:
        pace = Pace()
        lates = [0] * 50 + [2 * BEGIN_FRAMES] + [0] * 50
        assert not any(pace.extra_frames(late, BLOCK_FRAMES) for late in lates)

    def test_what_would_take_minutes_keeps_its_own_speed(self) -> None:
        pace = Pace()
        assert pace.extra_frames(MOST_FRAMES, BLOCK_FRAMES) == 0


class TestHorizon:
    @given(st.lists(st.floats(0, 0.02), min_size=50, max_size=200))
    def test_threads_that_come_late_hardly_move_it(self, lates_s: list[float]) -> None:
        horizon, frames = Horizon(), count_of(40)
        steps_s = [number * frames / RATE_HZ for number in range(len(lates_s))]
        said = [horizon.next(5.0 + at_s + late_s, frames) for at_s, late_s in zip(steps_s, lates_s, strict=True)]
        off = [told_s - 5.0 - at_s for told_s, at_s in zip(said, steps_s, strict=True)]
        assert min(off) >= -1e-6 and max(off[-10:]) <= 0.02
        assert steepest(np.array(off)[10:]) <= 0.02 * 0.2 + 1e-6

    def test_what_a_card_says_once_it_is_full_counts_within_a_few_seconds(self) -> None:
        horizon, frames = Horizon(), count_of(40)
        for number in range(8):
            horizon.next(5.0 + 0.040 * number, frames)
        said = [horizon.next(5.005 + 0.040 * number, frames) for number in range(8, 83)]
        assert said[-1] == pytest.approx(5.005 + 0.040 * 82, abs=0.001)

    def test_it_follows_a_card_that_runs_slow(self) -> None:
        horizon, frames, slow = Horizon(), count_of(40), 1 + 100e-6
        said = [horizon.next(number * 0.040 * slow, frames) for number in range(15_000)]
        assert said[-1] == pytest.approx(14_999 * 0.040 * slow, abs=0.001)

    def test_a_jump_is_believed_at_once_and_a_new_begin_too(self) -> None:
        horizon = Horizon()
        horizon.next(1.0, RATE_HZ)
        assert horizon.next(2.0 + 2 * JUMP_S, RATE_HZ) == 2.0 + 2 * JUMP_S
        horizon.reset()
        assert (horizon.end_s, horizon.next(0.5, RATE_HZ)) == (None, 0.5)


class TestVoices:
    @given(st.floats(0.0, 0.2))
    def test_one_begins_on_the_sample_that_is_heard_at_its_moment(self, due_s: float) -> None:
        heard = played(voice(np.ones(count_of(100), np.float32), Due(7.0 + due_s, "whole")), 7.0, 400)
        assert np.flatnonzero(heard)[0] == round(due_s * RATE_HZ)
        assert np.count_nonzero(heard) == count_of(100)

    def test_one_that_keeps_step_leaves_out_what_should_have_been_heard(self) -> None:
        ramp = np.arange(1, count_of(1_000) + 1, dtype=np.float32) / RATE_HZ
        heard = played(voice(ramp, Due(6.9, "in step")), 7.0, 80)
        assert np.array_equal(heard, ramp[count_of(100) :][: len(heard)])

    def test_one_of_which_nothing_comes_is_over_before_its_moment_and_says_so(self) -> None:
        told: list[float] = []
        one = Voice(
            Tape(sine(440, 0)), 0.0, lambda *_: None, lambda _, at_s: told.append(at_s), due=Due(9.0, "in step")
        )
        assert not played(one, 7.0, 40).any()
        assert told == [7.0]

    def test_one_that_is_to_be_whole_leaves_out_nothing(self) -> None:
        ramp = np.arange(1, count_of(1_000) + 1, dtype=np.float32) / RATE_HZ
        heard = played(voice(ramp, Due(6.0, "whole")), 7.0, 80)
        assert np.array_equal(heard, ramp[: len(heard)])

    @pytest.mark.parametrize("rule", ["whole", "in step"])
    @pytest.mark.parametrize("drift", [80e-6, -80e-6])
    def test_ten_minutes_through_a_card_that_runs_wrong_stay_within_some_milliseconds(
        self, rule: Rule, drift: float
    ) -> None:
        one, mixer = voice(np.zeros(count_of(600_000) + RATE_HZ, np.float32), Due(0.0, rule)), Mixer()
        mixer.start(one)
        worst, at_s = 0.0, 0.0
        for _ in range(600_000 // 40):
            mixer.pull(count_of(40), at_s)
            at_s += 0.040 * (1 + drift)
            worst = max(worst, abs(at_s - one.taken / RATE_HZ))
        assert worst < 0.0065
        assert 600 * abs(drift) > 0.04, "without correction it would be far off"

    def test_a_clock_that_moves_a_little_is_followed_one_that_is_set_is_not(self) -> None:
        due = Due(10.0, "whole")
        due.retime(10.0 + RETIMED_S + 0.1)
        assert due.at_s == 10.0
        due.retime(10.5)
        assert due.at_s == 10.5

    def test_what_was_thrown_away_unheard_does_not_count(self) -> None:
        one = voice(sine(440, 1_000))
        played(one, 3.0, 400)
        level = one.meter.rms_dbfs
        one.take_back(after_s=3.3)
        assert milliseconds_of(one.meter.frames) == 300
        assert one.meter.rms_dbfs == pytest.approx(level, abs=0.05)
        one.take_back(after_s=3.4)
        assert milliseconds_of(one.meter.frames) == 300


def test_a_meter_takes_back_no_more_than_it_remembers_or_has() -> None:
    meter = Meter()
    meter.add(sine(440, 20))
    meter.take_back(RATE_HZ)
    assert (meter.frames, meter.rms_dbfs) == (0, -120.0)


def test_a_sink_that_rested_was_silent_meanwhile() -> None:
    mixer = Mixer()
    played(voice(sine(440, 2_000)), 0.0, 2_000, mixer)
    assert [level > -60 for level in mixer.levels_dbfs(2.0)] == [True, True]
    assert [level > -60 for level in mixer.levels_dbfs(5.0)] == [True, True, False, False, False]
    mixer.pull(RATE_HZ, 7.0)
    assert len(mixer.levels_dbfs(8.0)) == 8
    assert len(LevelHistory(60).dbfs()) == 0


def test_jobs_are_done_at_their_moments_and_otherwise_in_order() -> None:
    now_s = 0.0
    jobs, done = Jobs(lambda: now_s), list[str]()
    for name, at_s in (("heard", 3.0), ("ended", 3.0), ("first", 0.0), ("second", 0.0)):
        jobs.put(lambda name=name: done.append(name), at_s)  # type: ignore[misc]
    for now_s in (0.0, 2.9, 3.0):
        while job := jobs.next(until_s=0.0):
            job()
        done.append(str(now_s))
    assert done == ["first", "second", "0.0", "2.9", "heard", "ended", "3.0"]
