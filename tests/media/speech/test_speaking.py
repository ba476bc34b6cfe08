"""The first voice that can speaks; the record says which; where none can, that is said."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from media.sound import attention_tone, duration_of, silence
from media.sound.loudness import loudness
from media.sound.normalise import TARGET_LUFS
from media.speech.espeak import Espeak
from media.speech.speaking import speak
from media.speech.voice import NotAvailable, Spoken, no_such_language
from protocol.errors import InvalidInput


@dataclass
class Tone:
    """A voice of one tone, which remembers what it was given."""

    name: str = "tone"
    languages: tuple[str, ...] = ("vi",)
    works: bool = True
    mute: bool = False
    given: list[tuple[str, str]] = field(default_factory=list)

    def speaks(self, language: str) -> bool:
        return language in self.languages

    def speak(self, text: str, language: str) -> Spoken:
        self.given.append((text, language))
        if not self.works:
            raise no_such_language([self.name], language)
        return Spoken(silence(500) if self.mute else attention_tone(500), f"{self.name} {language}")


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


def test_what_is_said_has_the_house_loudness() -> None:
    spoken = speak("Mời bà con đến trạm y tế xã vào sáng thứ 4 tuần này.", "vi", voices=[Espeak()])
    assert loudness(spoken.samples).integrated_lufs == pytest.approx(TARGET_LUFS, abs=1.5)
    assert duration_of(spoken.samples) > 2_000


@pytest.mark.parametrize("voices", [[], [Tone(languages=("en",))], [Espeak()]])
def test_a_language_nobody_speaks_is_refused(voices: list[Tone]) -> None:
    with pytest.raises(NotAvailable, match="'km'"):
        speak("សួស្តី", "km", voices=voices)


def test_when_all_fail_the_last_reason_is_told() -> None:
    with pytest.raises(NotAvailable, match="only silence"):
        speak("một", "vi", voices=[Tone(works=False), Tone("last", mute=True)])


@pytest.mark.parametrize("text", ["", "  \n", "...", "- * -"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="Write the text"):
        speak(text, "vi", voices=[Tone()])
