"""The first voice that can speaks; the record says which; where none can, that is said."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from media.sound import attention_tone, duration_of, silence
from media.sound.loudness import loudness
from media.sound.normalise import TARGET_LUFS
from media.speech.espeak import Espeak
from media.speech.languages import RecordingNeeded
from media.speech.manner import PLAIN, Accent, Manner, Trait
from media.speech.speaking import speak
from media.speech.spoken import Lexicon
from media.speech.voice import NotAvailable, Spoken
from protocol.errors import InvalidInput


@dataclass
class Tone:
    """A voice of one tone, which remembers what it was given."""

    name: str = "tone"
    languages: tuple[str, ...] = ("vi",)
    works: bool = True
    mute: bool = False
    follows: frozenset[Trait] = frozenset()
    given: list[tuple[str, str]] = field(default_factory=list)
    manner: Manner = PLAIN

    def speaks(self, language: str) -> bool:
        return language in self.languages

    def speak(self, text: str, language: str, manner: Manner) -> Spoken:
        self.given.append((text, language))
        self.manner = manner
        if not self.works:
            raise RecordingNeeded(language, [self.name])
        sound = silence(500) if self.mute else attention_tone(500)
        return Spoken(sound, f"{self.name} {language}", self.follows)


def test_the_first_voice_that_can_is_used_and_named() -> None:
    first, second = Tone("first", languages=("en",)), Tone("second")
    assert speak("một", "vi", voices=[first, second]).voice == "second vi"
    assert first.given == []


@pytest.mark.parametrize("broken", [Tone("broken", works=False), Tone("broken", mute=True)], ids=["fails", "silent"])
def test_a_voice_that_fails_is_passed_over(broken: Tone) -> None:
    assert speak("một", "vi", voices=[broken, Tone("next")]).voice == "next vi"
    assert broken.given


def test_vietnamese_is_given_in_its_spoken_form_and_other_languages_as_they_are() -> None:
    voice = Tone(languages=("vi", "en"))
    speak("UBND xã, 08/11/2018", "vi-VN", voices=[voice])
    speak("at 17:00", "en", voices=[voice])
    assert voice.given == [
        ("Ủy ban nhân dân xã, ngày mùng tám tháng mười một năm hai nghìn không trăm mười tám", "vi"),
        ("at 17:00", "en"),
    ]


def test_the_provinces_own_words_are_said_its_way_in_every_language() -> None:
    voice = Tone(languages=("vi", "en"))
    lexicon = Lexicon({"KPX": "quarter ten"})
    speak("at KPX, 17:00", "en", voices=[voice], lexicon=lexicon)
    assert voice.given == [("at quarter ten, 17:00", "en")]


@pytest.mark.parametrize(
    ("region", "said"), [("north", "nghìn"), ("central", "ngàn"), ("south", "ngàn"), (None, "nghìn")]
)
def test_number_words_are_those_of_the_region(region: Accent | None, said: str) -> None:
    voice = Tone()
    speak("5.000 người", "vi", voices=[voice], manner=Manner(region=region))
    assert voice.given == [(f"năm {said} người", "vi")]


def test_the_province_s_own_words_come_first() -> None:
    voice = Tone()
    speak("Họp tại NVH xã", "vi", voices=[voice], lexicon=Lexicon({"NVH": "nhà văn hóa"}))
    assert voice.given == [("Họp tại nhà văn hóa xã", "vi")]


def test_what_is_said_has_the_house_loudness() -> None:
    spoken = speak("Mời bà con đến trạm y tế xã vào sáng thứ 4 tuần này.", "vi", voices=[Espeak()])
    assert loudness(spoken.samples).integrated_lufs == pytest.approx(TARGET_LUFS, abs=1.5)
    assert duration_of(spoken.samples) > 2_000


@pytest.mark.parametrize("voices", [[], [Tone(languages=("en",))], [Espeak()]])
def test_a_language_nobody_speaks_is_refused(voices: list[Tone]) -> None:
    with pytest.raises(NotAvailable, match="A recording is needed for Khmer"):
        speak("សួស្តី", "km", voices=voices)


def test_when_all_fail_the_last_reason_is_told() -> None:
    with pytest.raises(NotAvailable, match="only silence"):
        speak("một", "vi", voices=[Tone(works=False), Tone("last", mute=True)])


@pytest.mark.parametrize("text", ["", "  \n", "...", "- * -"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="Write the text"):
        speak(text, "vi", voices=[Tone()])


def test_the_manner_reaches_the_voice_and_what_it_followed_is_told() -> None:
    voice, manner = Tone(follows=frozenset({"region"})), Manner(region="south", pitch=1.2)
    spoken = speak("một", "vi", voices=[voice], manner=manner)
    assert voice.manner == manner
    assert manner.wishes - spoken.followed == {"pitch"}


def test_a_voice_of_one_speed_is_stretched() -> None:
    usual = speak("một", "vi", voices=[Tone()])
    slow = speak("một", "vi", voices=[Tone()], manner=Manner(speed=0.5))
    assert duration_of(slow.samples) == pytest.approx(2 * duration_of(usual.samples), rel=0.1)
    assert "speed" in slow.followed


def test_a_voice_that_follows_the_speed_is_left_as_it_is() -> None:
    voice = Tone(follows=frozenset({"speed"}))
    spoken = speak("một", "vi", voices=[voice], manner=Manner(speed=0.5))
    assert duration_of(spoken.samples) == duration_of(speak("một", "vi", voices=[Tone()]).samples)
