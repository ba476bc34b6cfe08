"""One item behind another: not a sample between them, none lost at the end of one or the begin of the other."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from agent.player.ports import Event, Finished, Rendered, Rendering, SoundScene
from agent.speaker.player import SpeakerPlayer
from agent.speaker.sounds import opener_of
from agent.speaker.wav_file import pcm_of
from firmware_profiles import Profile, SoundProfile
from media.sound import RATE_HZ, Samples, count_of
from protocol.ids import EpochMs
from protocol.manifest import AudioItem, Rendition, VideoItem
from protocol.programme_types import PlayAlert, PlayItem, Silence
from tests.agent.speaker.material import MORNING_MS, Blobs, Hum, Pole, alert, audio, scene, sine
from tests.agent.speaker.test_recording import read
from tests.servers.waiting import wait_for

WARM_UP_MS = 400
FADED = count_of(20)
HALF_MS = 1_000


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path)


@pytest.fixture
def pole(blobs: Blobs) -> Pole:
    hum = Hum()
    return Pole(lambda play, new: opener_of(play, new, blobs, hum))


def sweep(duration_ms: int) -> Samples:
    """A tone that rises by the way: no piece of it is like another."""
    times_s = np.arange(count_of(duration_ms)) / RATE_HZ
    turns = 200 * times_s + 300 * times_s**2
    return (0.5 * np.sin(2 * np.pi * turns)).astype(np.float32)


def halves(blobs: Blobs, whole: Samples, began_ms: int = MORNING_MS) -> tuple[PlayItem, PlayItem]:
    cut = count_of(HALF_MS)
    second_ms = began_ms + HALF_MS
    return audio(blobs, whole[:cut], began_ms, "nua-dau"), audio(blobs, whole[cut:], second_ms, "nua-sau")


def heard_of(pole: Pole) -> Samples:
    """From the first sample that is not silence to the last."""
    return stretch(np.concatenate(pole.heard), 0.0)


def stretch(samples: Samples, floor: float) -> Samples:
    loud = np.flatnonzero(np.abs(samples) > floor)
    return samples[loud[0] : loud[-1] + 1]


def assert_whole(heard: Samples, whole: Samples) -> None:
    """All of ``whole`` was heard, behind its fade-in sample by sample."""
    expected = stretch(whole, 0.0)
    assert len(heard) == len(expected)
    assert np.abs(heard[FADED:] - expected[FADED:]).max() <= 1 / 32_767


@pytest.mark.parametrize("arrives_ms", [1_000, 1_020, 1_060, 1_400, 960])
def test_two_items_that_were_one_sound_are_one_sound_whenever_the_second_scene_arrives(
    pole: Pole, blobs: Blobs, arrives_ms: int
) -> None:
    whole = sweep(2 * HALF_MS)
    first, second = halves(blobs, whole)
    pole.take(scene(first, upcoming=second))
    pole.hear(arrives_ms)
    pole.take(scene(second, pole.now_ms))
    pole.hear(2_400)
    assert_whole(heard_of(pole), whole)
    assert [event.of for event in pole.told(Rendered)] == [first, second]
    assert [(event.of, event.lasted_ms, event.cut_by) for event in pole.told(Finished)] == [  # type: ignore[union-attr]
        (first, HALF_MS, ""),
        (second, HALF_MS, ""),
    ]


def test_an_item_that_began_late_behind_a_sleeping_amplifier_is_heard_to_its_last_sample(blobs: Blobs) -> None:
    hum = Hum()
    pole = Pole(lambda play, new: opener_of(play, new, blobs, hum), SoundProfile(amplifier_warm_up_ms=WARM_UP_MS))
    whole = sweep(2 * HALF_MS)
    first, second = halves(blobs, whole)
    pole.take(scene(first, upcoming=second))
    pole.hear(HALF_MS)
    pole.take(scene(second, MORNING_MS + HALF_MS, upcoming=Silence("idle")))
    pole.hear(HALF_MS)
    pole.take(scene(Silence("idle"), MORNING_MS + 2 * HALF_MS))
    pole.hear(1_000)
    assert_whole(heard_of(pole), whole)


def test_without_notice_the_next_item_still_is_heard_from_its_first_sample_and_none_of_the_last_is_lost(
    pole: Pole, blobs: Blobs
) -> None:
    first, second = halves(blobs, sweep(2 * HALF_MS))
    pole.take(scene(first))
    pole.hear(HALF_MS - 20)
    pole.take(scene(second, MORNING_MS + HALF_MS + 40))
    pole.hear(1_200)
    assert_whole(heard_of(pole), sweep(2 * HALF_MS))


def test_three_items_in_a_row_and_the_volume_moves_for_what_is_prepared_too(pole: Pole, blobs: Blobs) -> None:
    tone = sine(100, 3 * HALF_MS)
    begins_ms = range(0, 3 * HALF_MS, HALF_MS)
    parts = [audio(blobs, sine(100, HALF_MS), MORNING_MS + at_ms, f"phan-{at_ms}") for at_ms in begins_ms]
    pole.take(scene(parts[0], upcoming=parts[1]))
    pole.hear(900)
    pole.take(scene(parts[0], pole.now_ms, 50, upcoming=parts[1]))
    pole.hear(100)
    pole.take(scene(parts[1], pole.now_ms, 50, upcoming=parts[2]))
    pole.hear(HALF_MS)
    pole.take(scene(parts[2], pole.now_ms, 50))
    pole.hear(HALF_MS + 100)
    heard = np.concatenate(pole.heard)
    after = slice(count_of(940), count_of(3_000))
    assert np.abs(heard[after] - 0.25 * tone[after]).max() <= 1 / 32_767
    assert len(pole.told(Rendered)) == 3


def test_what_broke_off_long_before_its_plan_is_not_followed_before_its_time(pole: Pole, blobs: Blobs) -> None:
    first, second = halves(blobs, sweep(2 * HALF_MS))
    path = blobs.path_of(first.item.blob.sha256)  # type: ignore[union-attr]
    assert path
    path.write_bytes(path.read_bytes()[: count_of(500) * 2])
    pole.take(scene(first, upcoming=second))
    pole.hear(HALF_MS)
    assert [event.of for event in pole.told(Rendering)] == [first]
    pole.take(scene(second, pole.now_ms))
    pole.hear(HALF_MS)
    assert [event.of for event in pole.told(Rendering)] == [first, second]


def test_a_plan_that_changes_leaves_nothing_of_what_was_prepared(pole: Pole, blobs: Blobs) -> None:
    first, second = halves(blobs, sweep(2 * HALF_MS))
    other = audio(blobs, sine(3_000, 500), MORNING_MS + HALF_MS, "khac")
    pole.take(scene(first, upcoming=second))
    pole.hear(500)
    pole.take(scene(first, pole.now_ms, upcoming=other))
    pole.hear(500)
    pole.take(scene(other, pole.now_ms))
    pole.hear(700)
    assert [event.of for event in pole.told(Finished)] == [first, other]


def test_what_was_prepared_never_begins_behind_a_sound_that_was_cut(pole: Pole, blobs: Blobs) -> None:
    first, second = halves(blobs, sweep(2 * HALF_MS))
    pole.take(scene(first, upcoming=second))
    pole.hear(500)
    pole.take(scene(Silence("muted"), pole.now_ms))
    assert not pole.hear(1_000)[FADED:].any()
    pole.take(scene(second, pole.now_ms))
    pole.hear(200)
    assert [event.of for event in pole.told(Rendering)] == [first, second]


def test_an_alert_cuts_what_follows_too_and_the_item_comes_back(pole: Pole, blobs: Blobs) -> None:
    first, second = halves(blobs, sweep(4 * HALF_MS))
    pole.take(scene(first, upcoming=second))
    pole.hear(980)
    warning = PlayAlert(alert(), 1, pole.now_ms)
    pole.take(scene(warning, pole.now_ms))
    pole.hear(500)
    assert [event.of for event in pole.told(Rendering)] == [first, warning]
    pole.take(scene(Silence("muted"), pole.now_ms))
    pole.hear(100)
    pole.take(scene(second, pole.now_ms))
    pole.hear(500)
    assert pole.told(Rendering)[-1].of == second


def test_an_item_longer_than_it_says_gives_way_in_the_end(pole: Pole, blobs: Blobs) -> None:
    long = AudioItem(id="dai", title="Dài", duration_ms=1_000, blob=blobs.keep(sine(440, 6_000)))
    lying = PlayItem(long, "buoi-sang", None, MORNING_MS)
    following = audio(blobs, sine(2_000, 1_000), MORNING_MS + 1_000, "sau")
    pole.take(scene(lying, upcoming=following))
    pole.hear(1_000)
    pole.take(scene(following, pole.now_ms))
    pole.hear(3_500)
    (cut, _) = pole.told(Finished)
    assert isinstance(cut, Finished)
    assert (cut.of, cut.cut_by) == (lying, "item sau")
    assert 2_900 <= cut.lasted_ms <= 3_200


def test_a_clip_behind_an_item_that_ran_over_comes_in_where_its_picture_is(blobs: Blobs) -> None:
    hum = Hum()
    pole = Pole(lambda play, new: opener_of(play, new, blobs, hum), SoundProfile(amplifier_warm_up_ms=WARM_UP_MS))
    sound = np.concatenate([sine(440, 1_500, 0.1), sine(2_000, 500)])
    rendition = Rendition(width_px=640, height_px=384, blob=blobs.keep(sound))
    item = VideoItem(id="clip", title="Clip", duration_ms=2_000, has_sound=True, renditions=(rendition,))
    clip = PlayItem(item, "buoi-sang", None, EpochMs(MORNING_MS + 1_000))
    pole.take(scene(audio(blobs, sine(300, 1_000)), upcoming=clip))
    pole.hear(1_000)
    pole.take(scene(clip, pole.now_ms))
    pole.hear(2_000)
    loud = np.flatnonzero(np.abs(np.concatenate(pole.heard)[count_of(1_450) :]) > 0.2)[0] + count_of(1_450)
    assert loud * 1000 / RATE_HZ == pytest.approx(1_000 + 1_500, abs=25)


def wall_clock() -> EpochMs:
    return EpochMs(time.time_ns() // 1_000_000)


def test_a_recording_of_the_whole_speaker_holds_the_two_halves_as_one_sound(tmp_path: Path, blobs: Blobs) -> None:
    profile = Profile(name="a-horn", title_vi="Loa", title_en="Horn", sound=SoundProfile(amplifier_warm_up_ms=200))
    events: list[Event] = []
    path = tmp_path / "sound.wav"
    player = SpeakerPlayer(profile, blobs, events.append, wall_clock, recording=path, own_voice=Hum())
    whole = sweep(2 * HALF_MS)
    first, second = halves(blobs, whole, wall_clock())
    player.start()
    player.present(SoundScene(wall_clock(), first, 100, 100, upcoming=second))
    wait_for(lambda: wall_clock() >= second.began_at_ms, "the second's time")
    player.present(SoundScene(wall_clock(), second, 100, 100, upcoming=Silence("idle")))
    wait_for(lambda: wall_clock() >= second.began_at_ms + HALF_MS, "the end's time")
    player.present(SoundScene(wall_clock(), Silence("idle"), 100, 100))
    wait_for(lambda: len([one for one in events if isinstance(one, Finished)]) == 2, "both ends")
    player.stop()
    heard, floor = read(path), 1 / 32_767
    expected = np.frombuffer(pcm_of(whole), dtype="<i2").astype(np.float32) / np.float32(32_767)
    assert len(stretch(heard, floor)) == pytest.approx(len(stretch(expected, floor)), abs=FADED)
    last = np.flatnonzero(np.abs(heard) > floor)[-1] - np.flatnonzero(np.abs(expected) > floor)[-1]
    in_place = heard[last + FADED : last + len(expected)]
    assert np.abs(in_place - expected[FADED:]).max() <= 1.5 / 32_767
