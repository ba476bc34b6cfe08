"""What is heard and told when scenes come, with a time the test turns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from agent.player.ports import Failed, Finished, Rendered, Rendering
from agent.speaker.sounds import opener_of
from agent.speaker.voice import FADE_MS
from firmware_profiles import SoundProfile
from media.sound import ATTENTION_HIGH_HZ, ATTENTION_LOW_HZ, ATTENTION_MS, RATE_HZ, count_of, rms_dbfs
from media.speech.voice import NotAvailable
from protocol.alert_rounds import round_length_ms
from protocol.ids import EpochMs
from protocol.manifest import Rendition, VideoItem
from protocol.programme_types import PlayAlert, PlayItem, Silence
from protocol.words import Words
from tests.agent.speaker.material import (
    MORNING_MS,
    Blobs,
    Hum,
    Pole,
    alert,
    amplitude_at,
    audio,
    scene,
    sine,
    speech,
    text,
)

SONG_HZ = 440.0
ROUND_PAUSE_MS = 500


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path)


@pytest.fixture
def hum() -> Hum:
    return Hum()


@pytest.fixture
def pole(blobs: Blobs, hum: Hum) -> Pole:
    return Pole(lambda play, new: opener_of(play, new, blobs, hum))


def has_tone(samples: np.ndarray) -> bool:
    loudest = [amplitude_at(samples, hertz) for hertz in (ATTENTION_LOW_HZ, ATTENTION_HIGH_HZ)]
    beside = [amplitude_at(samples, hertz) for hertz in (700.0, 907.0, 1_100.0)]
    return min(loudest) > 0.3 and max(beside) < 0.05


def test_an_item_is_heard_and_told_with_its_level(pole: Pole, blobs: Blobs) -> None:
    song = audio(blobs, sine(SONG_HZ, 1_000))
    pole.take(scene(song))
    heard = pole.hear(1_100)
    assert amplitude_at(heard[: count_of(1_000)], SONG_HZ) > 0.45
    assert [type(event) for event in pole.events] == [Rendering, Rendered, Finished]
    finished = pole.told(Finished)[0]
    assert isinstance(finished, Finished) and finished.evidence
    assert (finished.of, finished.lasted_ms, finished.cut_by) == (song, 1_000, "")
    assert finished.evidence.rms_dbfs == pytest.approx(-9.1, abs=0.2)


def test_an_item_joined_late_starts_where_it_would_be(pole: Pole, blobs: Blobs) -> None:
    halves = np.concatenate([sine(SONG_HZ, 1_000), sine(2_000, 1_000)])
    pole.take(scene(audio(blobs, halves, MORNING_MS - 1_000)))
    heard = pole.hear(900)
    assert amplitude_at(heard, 2_000) > 0.45 and amplitude_at(heard, SONG_HZ) < 0.02


def test_an_alert_is_a_tone_then_the_prepared_speech_and_counts_when_all_of_it_was_heard(
    pole: Pole, blobs: Blobs, hum: Hum
) -> None:
    play = PlayAlert(alert(text(speech=speech(blobs, sine(300, 1_000)))), 1, MORNING_MS)
    pole.take(scene(play))
    tone = pole.hear(ATTENTION_MS)
    assert has_tone(tone)
    assert not pole.told(Rendered)
    said = pole.hear(ROUND_PAUSE_MS + 1_000)[count_of(ROUND_PAUSE_MS) :]
    assert amplitude_at(said, 300) > 0.4
    assert hum.said == []
    rendered = pole.told(Rendered)[0]
    assert isinstance(rendered, Rendered)
    assert (rendered.of, rendered.evidence.played_ms) == (play, ATTENTION_MS + ROUND_PAUSE_MS + 1_000)
    assert rendered.evidence.rms_dbfs == pytest.approx(rms_dbfs(np.concatenate(pole.heard)), abs=0.1)


def test_without_prepared_speech_the_device_says_it_itself_in_every_language_it_has(pole: Pole, hum: Hum) -> None:
    pole.take(scene(PlayAlert(alert(text("en"), text("vi")), 1, MORNING_MS)))
    pole.hear(10_000)
    assert [language for _, language in hum.said] == ["vi"]
    assert "Lũ quét" in hum.said[0][0] and "Lên cao ngay" in hum.said[0][0]
    assert len(pole.told(Rendered)) == 1 and not pole.told(Failed)


def test_prepared_speech_that_is_broken_is_said_by_the_device(pole: Pole, blobs: Blobs, hum: Hum) -> None:
    prepared = speech(blobs, sine(300, 1_000))
    blobs.path_of(prepared.blob.sha256).write_bytes(b"not sound")  # type: ignore[union-attr]
    pole.take(scene(PlayAlert(alert(text(speech=prepared)), 1, MORNING_MS)))
    pole.hear(8_000)
    assert len(hum.said) == 1 and len(pole.told(Rendered)) == 1


def test_a_drill_is_announced_by_the_device_even_before_prepared_speech(pole: Pole, blobs: Blobs, hum: Hum) -> None:
    prepared = text(speech=speech(blobs, sine(300, 1_000)))
    pole.take(scene(PlayAlert(alert(prepared, status="Exercise"), 1, MORNING_MS)))
    pole.hear(10_000)
    assert [words for words, _ in hum.said] == ["Đây là cuộc diễn tập."]
    assert len(pole.told(Rendered)) == 1


def test_when_no_text_could_be_said_the_tone_was_sounded_and_the_failure_is_told(pole: Pole) -> None:
    play = PlayAlert(alert(text("km")), 1, MORNING_MS)
    pole.take(scene(play))
    assert has_tone(pole.hear(ATTENTION_MS))
    pole.hear(100)
    failed = pole.told(Failed)[0]
    assert isinstance(failed, Failed)
    assert (failed.of, failed.code) == (play, "no-voice")
    assert not pole.told(Rendered)


class Faltering(Hum):
    """A voice that loses its engine behind the first phrase."""

    def say(self, text: str, language: str) -> Iterator[np.ndarray]:
        yield from super().say(text, language)
        raise NotAvailable(Words("máy đọc hỏng", "engine gone"), Words("thử lại", "try again"))


def test_a_voice_that_breaks_off_is_told_and_the_other_language_is_said_all_the_same(blobs: Blobs) -> None:
    faltering = Faltering()
    pole = Pole(lambda play, new: opener_of(play, new, blobs, faltering))
    prepared = text("en", speech(blobs, sine(300, 500), "en"))
    pole.take(scene(PlayAlert(alert(text("vi"), prepared), 1, MORNING_MS), languages=("vi", "en")))
    pole.hear(ATTENTION_MS)
    assert amplitude_at(pole.hear(4_000), 300) > 0.04
    failed = pole.told(Failed)[0]
    assert isinstance(failed, Failed) and failed.code == "no-voice" and "engine gone" in failed.detail
    assert not pole.told(Rendered)


def test_an_alert_cuts_a_programme_within_a_block_and_a_fade_and_the_programme_comes_back(
    pole: Pole, blobs: Blobs
) -> None:
    song = audio(blobs, sine(SONG_HZ, 30_000))
    pole.take(scene(song))
    pole.hear(1_000)
    warning = PlayAlert(alert(), 1, pole.now_ms)
    pole.take(scene(warning, pole.now_ms))
    pole.hear(FADE_MS)
    tone = pole.hear(ATTENTION_MS - 100)
    assert has_tone(tone) and amplitude_at(tone, SONG_HZ) < 0.01
    cut = pole.told(Finished)[0]
    assert isinstance(cut, Finished) and (cut.of, cut.cut_by) == (song, "alert lu-quet")
    pole.take(scene(song, pole.now_ms))
    pole.hear(3_000)
    pole.take(scene(song, pole.now_ms))
    assert amplitude_at(pole.hear(1_000), SONG_HZ) > 0.45
    assert np.abs(np.concatenate(pole.heard)).max() <= 0.95


def test_a_lifted_alert_falls_silent_at_once(pole: Pole) -> None:
    pole.take(scene(PlayAlert(alert(), 1, MORNING_MS)))
    pole.hear(1_000)
    pole.take(scene(Silence("idle"), MORNING_MS + 1_000))
    assert not pole.hear(200)[count_of(FADE_MS) :].any()
    assert not pole.told(Rendered)


def test_a_round_that_takes_longer_than_planned_is_said_to_its_end(pole: Pole) -> None:
    warning = alert()
    planned_ms = round_length_ms(warning)
    pole.take(scene(PlayAlert(warning, 1, MORNING_MS)))
    pole.hear(planned_ms // 20 * 20)
    pole.take(scene(Silence("between rounds"), MORNING_MS + planned_ms))
    pole.hear(2_000)
    assert len(pole.told(Rendered)) == 1
    assert not pole.hear(200).any()


def test_a_round_goes_on_when_the_clock_is_set_and_is_not_said_twice(pole: Pole) -> None:
    warning = alert()
    pole.take(scene(PlayAlert(warning, 1, MORNING_MS)))
    pole.hear(1_000)
    for hours in (-5, 7):
        set_ms = MORNING_MS + hours * 3_600_000
        pole.take(scene(PlayAlert(warning, 1, EpochMs(set_ms)), set_ms + 1_000))
        assert has_tone(pole.hear(500))
    pole.hear(6_000)
    pole.take(scene(PlayAlert(warning, 1, MORNING_MS), MORNING_MS + 9_000))
    assert not pole.hear(500).any()
    assert (len(pole.told(Rendering)), len(pole.told(Rendered))) == (1, 1)


def test_a_more_urgent_alert_cuts_a_less_urgent_one_waits(pole: Pole) -> None:
    minor, major = alert(name="mua-lon", level=2), alert(name="lu-quet", level=5)
    pole.take(scene(PlayAlert(minor, 1, MORNING_MS)))
    pole.hear(1_000)
    pole.take(scene(PlayAlert(major, 1, pole.now_ms), pole.now_ms))
    pole.hear(100)
    assert [event.of.alert.id for event in pole.told(Rendering)] == ["mua-lon", "lu-quet"]  # type: ignore[union-attr]
    pole.take(scene(PlayAlert(minor, 1, pole.now_ms), pole.now_ms))
    pole.hear(8_000)
    rendered = [event.of.alert.id for event in pole.told(Rendered)]  # type: ignore[union-attr]
    assert rendered == ["lu-quet"]
    assert len(pole.told(Rendering)) == 3


def test_mute_all_silences_even_an_alert(pole: Pole) -> None:
    pole.take(scene(PlayAlert(alert(), 1, MORNING_MS)))
    pole.hear(3_900)
    pole.take(scene(Silence("muted"), MORNING_MS + 100_000))
    assert not pole.hear(1_000)[count_of(FADE_MS) :].any()


def test_volume_moves_without_a_step_and_without_a_new_beginning(pole: Pole, blobs: Blobs) -> None:
    song = audio(blobs, sine(100, 5_000))
    pole.take(scene(song))
    loud = pole.hear(1_000)
    pole.take(scene(song, MORNING_MS + 1_000, volume=50))
    soft = pole.hear(1_000)
    assert rms_dbfs(soft[RATE_HZ // 10 :]) - rms_dbfs(loud[RATE_HZ // 10 :]) == pytest.approx(-12.0, abs=0.2)
    together = np.abs(np.diff(np.concatenate([loud, soft])))
    assert together.max() < 1.2 * np.abs(np.diff(loud)).max()
    assert len(pole.told(Rendering)) == 1


def test_an_item_that_ended_is_not_begun_again_by_the_same_scene(pole: Pole, blobs: Blobs) -> None:
    song = audio(blobs, sine(SONG_HZ, 200))
    pole.take(scene(song))
    pole.hear(400)
    pole.take(scene(song, MORNING_MS + 300))
    assert not pole.hear(200).any()
    assert len(pole.told(Rendering)) == 1


@pytest.mark.parametrize(("damage", "code"), [("remove", "missing"), ("spoil", "decode")])
def test_a_file_that_cannot_be_played_is_told(pole: Pole, blobs: Blobs, damage: str, code: str) -> None:
    song = audio(blobs, sine(SONG_HZ, 200))
    file = blobs.path_of(song.item.blob.sha256)  # type: ignore[union-attr]
    assert file
    file.unlink() if damage == "remove" else file.write_bytes(b"spoilt")
    pole.take(scene(song))
    pole.hear(100)
    assert [event.code for event in pole.told(Failed) if isinstance(event, Failed)] == [code]


def test_a_lost_loudspeaker_is_told_and_the_scene_begins_again_when_it_is_back(pole: Pole, blobs: Blobs) -> None:
    warning = PlayAlert(alert(), 1, MORNING_MS)
    pole.take(scene(warning))
    pole.hear(1_000)
    pole.zone.output_lost("unplugged")
    failed = pole.told(Failed)[0]
    assert isinstance(failed, Failed) and (failed.of, failed.code) == (warning, "output-lost")
    pole.hear(100)
    pole.zone.output_retaken()
    assert has_tone(pole.hear(ATTENTION_MS - 100))
    assert pole.now_ms > EpochMs(MORNING_MS)


def test_an_amplifier_that_sleeps_is_woken_before_the_first_word_and_only_then(blobs: Blobs, hum: Hum) -> None:
    profile = SoundProfile(amplifier_warm_up_ms=800)
    pole = Pole(lambda play, new: opener_of(play, new, blobs, hum), profile)
    pole.take(scene(audio(blobs, sine(SONG_HZ, 1_000))))
    waking, heard = pole.hear(800), pole.hear(1_000)
    assert not waking.any() and amplitude_at(heard, SONG_HZ) > 0.4
    pole.take(scene(PlayAlert(alert(), 1, pole.now_ms), pole.now_ms))
    assert has_tone(pole.hear(1_000))


def test_a_profile_bounds_the_volume(blobs: Blobs, hum: Hum) -> None:
    pole = Pole(lambda play, new: opener_of(play, new, blobs, hum), SoundProfile(max_volume_percent=50))
    pole.take(scene(audio(blobs, sine(SONG_HZ, 1_000))))
    assert amplitude_at(pole.hear(1_000), SONG_HZ) == pytest.approx(0.125, abs=0.01)


@pytest.mark.parametrize("warm_up_ms", [0, 800])
def test_the_sound_of_a_clip_keeps_step_with_its_picture(blobs: Blobs, hum: Hum, warm_up_ms: int) -> None:
    flash_ms = 1_500
    samples = np.concatenate([sine(SONG_HZ, flash_ms, 0.1), sine(2_000, 500)])
    blob = blobs.keep(samples)
    rendition = Rendition(width_px=640, height_px=384, blob=blob)
    clip = VideoItem(id="clip", title="Clip", duration_ms=2_000, has_sound=True, renditions=(rendition,))
    pole = Pole(lambda play, new: opener_of(play, new, blobs, hum), SoundProfile(amplifier_warm_up_ms=warm_up_ms))
    began_ms = EpochMs(MORNING_MS - 300)
    pole.take(scene(PlayItem(clip, "buoi-sang", None, began_ms)))
    heard = pole.hear(1_600)
    loud = int(np.argmax(np.abs(heard) > 0.2))
    assert loud * 1000 / RATE_HZ == pytest.approx(flash_ms - 300, abs=2)
