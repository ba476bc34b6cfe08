"""The first phrase is there early, the rest follows at the same loudness, and it is the same speech."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import pytest

from media.sound import attention_tone, duration_of, joined, silence
from media.sound.loudness import loudness
from media.sound.normalise import TARGET_LUFS, TRUE_PEAK_DB
from media.speech.espeak import Espeak
from media.speech.languages import RecordingNeeded
from media.speech.manner import Manner
from media.speech.phrases import PARAGRAPH_PAUSE_MS, SENTENCE_PAUSE_MS
from media.speech.speaking import speak
from media.speech.streaming import speak_phrases
from media.speech.voice import NotAvailable, Spoken
from protocol.errors import InvalidInput

SIXTY_WORDS = (
    "Cảnh báo lũ quét cấp 3 tại xã Đăk Ơ. Mưa 100-150mm trong đêm qua, nước suối Rạt đang lên rất nhanh. "
    "Bà con ở ven suối và vùng trũng hãy rời nhà ngay, mang theo người già và trẻ em. "
    "Không đi qua ngầm tràn, không vớt củi. Điểm tránh trú là trường tiểu học và nhà văn hóa thôn. Gọi 112 khi cần."
)
GOAL_S = 0.3
SLOW_MACHINE_S = 2.0


@dataclass
class Tone:
    """A voice of one tone that loses its service at a phrase."""

    name: str
    fails_at: int = 99
    amplitude: float = 1.0
    mute: bool = False
    given: list[str] = field(default_factory=list)

    def speaks(self, language: str) -> bool:
        return language == "vi"

    def speak(self, text: str, language: str, manner: Manner) -> Spoken:
        self.given.append(text)
        if len(self.given) > self.fails_at:
            raise RecordingNeeded(language, [self.name])
        sound = silence(500) if self.mute else attention_tone(500) * np.float32(self.amplitude)
        return Spoken(sound, self.name)


def test_the_first_syllable_of_sixty_words_is_ready_early(record_property: Callable[[str, object], None]) -> None:
    assert 55 <= len(SIXTY_WORDS.split()) <= 80
    speak("một", "vi", voices=[Espeak()])
    began = time.monotonic()
    first = next(speak_phrases(SIXTY_WORDS, "vi", [Espeak()]))
    took_s = time.monotonic() - began
    record_property("first_phrase_s", f"{took_s:.3f}")
    record_property("goal_s", GOAL_S)
    assert duration_of(first) > 1_000
    assert took_s < SLOW_MACHINE_S


def test_it_is_as_long_and_as_loud_as_the_whole() -> None:
    whole = speak(SIXTY_WORDS, "vi", voices=[Espeak()]).samples
    streamed = joined(speak_phrases(SIXTY_WORDS, "vi", [Espeak()]))
    assert duration_of(streamed) == pytest.approx(duration_of(whole), rel=0.06)
    measured = loudness(streamed)
    assert measured.integrated_lufs == pytest.approx(TARGET_LUFS, abs=1.5)
    assert measured.true_peak_db <= TRUE_PEAK_DB


def test_nothing_is_made_before_it_is_wanted() -> None:
    voice = Tone("tone")
    said = speak_phrases("Một. Hai.\nBa.", "vi", [voice])
    assert voice.given == []
    first, second = islice(said, 2)
    assert voice.given == ["Một.", "Hai."]
    assert duration_of(second) - duration_of(first) == PARAGRAPH_PAUSE_MS - SENTENCE_PAUSE_MS


def test_a_quiet_voice_and_a_loud_one_are_heard_alike() -> None:
    quiet, loud = (joined(speak_phrases("Một. Hai.", "vi", [Tone("x", amplitude=it)])) for it in (0.05, 1.0))
    assert loudness(quiet).integrated_lufs == pytest.approx(loudness(loud).integrated_lufs, abs=1)


@pytest.mark.parametrize("first", [Tone("first", fails_at=1), Tone("first", fails_at=0), Tone("first", mute=True)])
def test_another_voice_goes_on_where_one_fails_and_the_first_is_left(first: Tone) -> None:
    second = Tone("second")
    assert len(list(speak_phrases("Một. Hai. Ba.", "vi", [first, second]))) == 3
    assert second.given == ["Một.", "Hai.", "Ba."][-len(second.given) :]
    assert len(first.given) + len(second.given) == 4


def test_where_the_last_fails_it_is_told_there() -> None:
    said = speak_phrases("Một. Hai.", "vi", [Tone("only", fails_at=1)])
    next(said)
    with pytest.raises(NotAvailable):
        next(said)


def test_what_nobody_can_say_is_refused_at_once() -> None:
    with pytest.raises(InvalidInput, match="Write the text"):
        speak_phrases("...", "vi", [Espeak()])
    with pytest.raises(RecordingNeeded, match="Tày"):
        speak_phrases("Pỏ me", "tyz", [Espeak()])


def test_number_words_and_manner_are_followed() -> None:
    voice = Tone("tone")
    list(speak_phrases("5.000 người.", "vi", [voice], Manner(region="south")))
    assert voice.given == ["năm ngàn người."]
