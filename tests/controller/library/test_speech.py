from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine

from controller.library.speech import key_of, voices_of
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from controller.settings import Settings, parse_settings
from media.sound import duration_of
from media.sound.decode import decode_all
from media.speech.manner import PLAIN, Manner
from media.speech.spoken import NO_LEXICON, Lexicon
from media.speech.voice import NotAvailable, Spoken
from protocol.ids import Sha256
from protocol.words import Words


class Counting:
    """A voice that hums for a second and counts how often it was asked."""

    def __init__(self, name: str, languages: tuple[str, ...] = ("vi",)) -> None:
        self.name = name
        self.asked = 0
        self._languages = languages

    def speaks(self, language: str) -> bool:
        return language in self._languages

    def speak(self, text: str, language: str, manner: Manner) -> Spoken:
        if not self.speaks(language):
            raise NotAvailable(Words("Không có.", "No such voice."), Words("Thôi.", "Leave it."))
        self.asked += 1
        hum = 0.3 * np.sin(2 * np.pi * 220 * np.arange(48_000) / 48_000)
        return Spoken(hum.astype(np.float32), self.name)


@pytest.fixture
def voices() -> tuple[Counting, Counting]:
    return Counting("far", ("vi", "km")), Counting("near")


@pytest.fixture
def workshop(engine: Engine, tmp_path: Path, voices: tuple[Counting, Counting]) -> Workshop:
    return Workshop(engine, FolderStore(tmp_path / "media"), voices, ("vi",))


def test_the_same_words_are_rendered_once(workshop: Workshop, voices: tuple[Counting, Counting]) -> None:
    first = workshop.speech("vi", "Xin chào bà con.", "bulletin")
    assert workshop.speech("vi", "Xin chào bà con.", "bulletin") == first
    assert voices[0].asked == 1
    workshop.speech("vi", "Xin chào các cháu.", "bulletin")
    assert voices[0].asked == 2


def test_words_are_said_without_anything_before_them(workshop: Workshop) -> None:
    bulletin = workshop.speech("vi", "Xin chào.", "bulletin")
    assert bulletin.duration_ms == workshop.speech("vi", "Xin chào.", "alert").duration_ms
    samples = decode_all(workshop.store.path_of(Sha256(bulletin.blob.sha256)))
    assert abs(duration_of(samples) - bulletin.duration_ms) < 100


def test_an_alert_is_said_by_the_nearest_voice_that_can(workshop: Workshop, voices: tuple[Counting, Counting]) -> None:
    assert workshop.speech("vi", "Lũ quét.", "alert").voice == "near"
    assert voices[0].asked == 0
    assert workshop.speech("km", "ទឹកជំនន់", "alert").voice == "far"
    assert workshop.speech("vi", "Lũ quét.", "bulletin").voice == "far"


def test_without_a_voice_nothing_is_kept(workshop: Workshop) -> None:
    with pytest.raises(NotAvailable):
        workshop.speech("fr", "Bonjour", "alert")
    with pytest.raises(NotAvailable):
        workshop.speech("fr", "Bonjour", "alert")


def test_keys_tell_language_style_and_words_apart() -> None:
    keys = {key_of("vi", "a", "alert"), key_of("vi", "a", "bulletin"), key_of("en", "a", "alert")}
    assert len(keys | {key_of("vi", "b", "alert")}) == 4


def test_another_manner_is_rendered_anew_and_the_usual_keeps_its_key() -> None:
    assert key_of("vi", "a", "alert", Manner()) == key_of("vi", "a", "alert")
    assert key_of("vi", "a", "alert", Manner(speed=0.9)) != key_of("vi", "a", "alert")


def test_only_words_a_lexicon_says_otherwise_get_another_key() -> None:
    lexicon = Lexicon({"KPX": "khu phố mười"})
    assert key_of("vi", "Họp tối nay.", "alert", PLAIN, lexicon) == key_of("vi", "Họp tối nay.", "alert")
    keys = {key_of("vi", "Họp KPX.", "alert", PLAIN, one) for one in (NO_LEXICON, lexicon, Lexicon({"KPX": "ca"}))}
    assert len(keys) == 3
    said_as_ever = Lexicon({"UBND": "Ủy ban nhân dân"})
    assert key_of("vi", "Họp UBND.", "alert", PLAIN, said_as_ever) == key_of("vi", "Họp UBND.", "alert")


def test_words_are_said_by_the_lexicon_of_their_language(workshop: Workshop, voices: tuple[Counting, Counting]) -> None:
    reading = workshop.reading({"vi": Lexicon({"KPX": "khu phố mười"})})
    plain, said = workshop.speech("vi", "Họp KPX.", "bulletin"), reading.speech("vi-VN", "Họp KPX.", "bulletin")
    assert voices[0].asked == 2
    assert reading.speech("vi-VN", "Họp KPX.", "bulletin") == said
    assert workshop.speech("vi", "Họp KPX.", "bulletin") == plain
    assert voices[0].asked == 2
    assert reading.key_of("km", "KPX", "bulletin") == workshop.key_of("km", "KPX", "bulletin")


def test_words_are_said_in_the_manner_of_the_settings(engine: Engine, tmp_path: Path) -> None:
    usual = Workshop(engine, FolderStore(tmp_path / "media"), (Counting("hum"),), ("vi",))
    slow = replace(usual, manner=Manner(speed=0.5))
    durations_ms = [one.speech("vi", "Xin chào.", "alert").duration_ms for one in (usual, slow, usual)]
    assert durations_ms[1] == pytest.approx(2 * durations_ms[0], rel=0.1)
    assert durations_ms[2] == durations_ms[0]


def test_services_of_the_settings_come_first_and_share_their_rest(tmp_path: Path) -> None:
    service = {"name": "own", "url": "http://127.0.0.1:1/", "body": '"{text}"'}
    speech = {"online": False, "services": [service], "piper": {"voice": "vi.onnx"}}
    chosen = parse_settings({"speech": speech}, tmp_path)
    first, again = voices_of(chosen)[0], voices_of(chosen)[0]
    assert [voice.name for voice in voices_of(chosen)] == ["own", "piper", "espeak-ng"]
    with pytest.raises(NotAvailable, match="own does not answer"):
        first.speak("Một.", "vi", PLAIN)
    with pytest.raises(NotAvailable, match="a moment ago"):
        again.speak("Một.", "vi", PLAIN)


def test_offline_there_is_only_the_machines_own_voice(settings: Settings, tmp_path: Path) -> None:
    offline = parse_settings({"speech": {"online": False}}, tmp_path)
    assert [voice.name for voice in voices_of(offline)] == ["espeak-ng"]
    assert [voice.name for voice in voices_of(settings)] == ["gtts", "espeak-ng"]
    assert voices_of(settings)[0] is voices_of(settings)[0]
