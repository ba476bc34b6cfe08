from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine

from controller.library.speech import AFTER_CHIME_MS, key_of, voices_of
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from controller.settings import Settings, parse_settings
from media.sound import chime, duration_of
from media.sound.decode import decode_all
from media.speech.manner import Manner
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


def test_a_bulletin_begins_with_a_chime_and_an_alert_does_not(workshop: Workshop) -> None:
    bulletin = workshop.speech("vi", "Xin chào.", "bulletin")
    alert = workshop.speech("vi", "Xin chào.", "alert")
    before_ms = duration_of(chime()) + AFTER_CHIME_MS
    assert abs(bulletin.duration_ms - alert.duration_ms - before_ms) <= 1
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


def test_offline_there_is_only_the_machines_own_voice(settings: Settings, tmp_path: Path) -> None:
    offline = parse_settings({"speech": {"online": False}}, tmp_path)
    assert [voice.name for voice in voices_of(offline)] == ["espeak-ng"]
    assert [voice.name for voice in voices_of(settings)] == ["gtts", "espeak-ng"]
    assert voices_of(settings)[0] is voices_of(settings)[0]
