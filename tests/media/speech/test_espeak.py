"""espeak-ng really speaks Vietnamese, by either library, and refuses what it can't."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from pytest_mock import MockerFixture

from media.sound import RATE_HZ, Samples, duration_of, rms_dbfs
from media.speech.espeak import Espeak
from media.speech.espeak_library import Library, packaged_library, system_library
from media.speech.manner import Accent, Manner
from media.speech.voice import NotAvailable

SENTENCE = "Bà con chú ý, nước sông Bé đang lên nhanh, hãy rời khỏi vùng trũng ngay."
LIBRARIES = [library for library in (system_library(), packaged_library()) if library]


def test_a_library_is_here() -> None:
    assert LIBRARIES


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: "packaged" if library.data_path else "system")
def test_vietnamese_is_heard(library: Library) -> None:
    spoken = Espeak(library).speak(SENTENCE, "vi")
    syllables = len(SENTENCE.split())
    assert spoken.voice == "espeak-ng vi"
    assert syllables * 150 < duration_of(spoken.samples) < syllables * 500
    assert rms_dbfs(spoken.samples) > -30
    assert np.abs(spoken.samples).max() <= 1.05


def test_most_of_it_is_voice_in_the_band_of_a_voice() -> None:
    samples = Espeak().speak(SENTENCE, "vi").samples
    spectrum = np.abs(np.fft.rfft(samples)) ** 2
    hz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    assert spectrum[(hz > 80) & (hz < 4_000)].sum() > 0.9 * spectrum.sum()


def test_twice_the_text_takes_twice_the_time() -> None:
    once, twice = (duration_of(Espeak().speak(text, "vi").samples) for text in (SENTENCE, f"{SENTENCE}\n{SENTENCE}"))
    assert twice == pytest.approx(2 * once, rel=0.05)


def test_tones_make_different_sounds() -> None:
    words = [Espeak().speak(word, "vi").samples for word in ("ma", "mà", "má")]
    assert len({samples.tobytes() for samples in words}) == 3


def test_english_is_not_vietnamese() -> None:
    texts = [Espeak().speak("hello", language).samples.tobytes() for language in ("en", "vi")]
    assert texts[0] != texts[1]


@pytest.mark.parametrize("language", ["km", "sti", "mnong", "", "vi-VN"])
def test_other_languages_are_refused_not_guessed(language: str) -> None:
    assert not Espeak().speaks(language)
    with pytest.raises(NotAvailable, match="upload the recording"):
        Espeak().speak("សួស្តី", language)


def test_markup_and_control_characters_are_only_text() -> None:
    spoken = Espeak().speak('<speak>một</speak> [[hai]] \0 <audio src="/etc/hostname"/> ba', "vi")
    assert rms_dbfs(spoken.samples) > -40


def test_a_missing_library_is_told_with_what_to_install() -> None:
    with pytest.raises(NotAvailable, match="libespeak-ng1"):
        Espeak(Library("libespeak-ng-none.so.9", None)).speak("một", "vi")


def test_missing_voice_data_is_told(tmp_path: Path) -> None:
    if (packaged := packaged_library()) is None:
        pytest.skip("espeakng_loader is not installed")
    with pytest.raises(NotAvailable):
        Espeak(Library(packaged.path, f"{tmp_path}/none")).speak("một", "vi")


def test_an_engine_that_hangs_is_left(mocker: MockerFixture) -> None:
    timeout = subprocess.TimeoutExpired("espeak", 60)
    mocker.patch("media.speech.espeak.subprocess.run", side_effect=timeout)
    with pytest.raises(NotAvailable, match="no answer within 60 s"):
        Espeak().speak("một", "vi")


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: "packaged" if library.data_path else "system")
def test_each_region_sounds_its_own_way_and_is_named(library: Library) -> None:
    accents: list[Accent] = ["north", "central", "south"]
    spoken = [Espeak(library).speak(SENTENCE, "vi", Manner(region=accent)) for accent in accents]
    assert [one.voice for one in spoken] == [
        "espeak-ng vi",
        "espeak-ng vi-vn-x-central",
        "espeak-ng vi-vn-x-south",
    ]
    assert len({one.samples.tobytes() for one in spoken}) == 3
    assert all("region" in one.followed for one in spoken)


def test_english_has_no_vietnamese_region() -> None:
    spoken = Espeak().speak("hello", "en", Manner(region="south"))
    assert spoken.voice == "espeak-ng en"
    assert "region" not in spoken.followed


@pytest.mark.parametrize("speed", [0.6, 1.5, 2.0])
def test_speed_is_the_ratio_asked_for(speed: float) -> None:
    usual, asked = (duration_of(Espeak().speak(SENTENCE, "vi", Manner(speed=it)).samples) for it in (1.0, speed))
    assert usual / asked == pytest.approx(speed, rel=0.15)


def test_pitch_moves_the_voice_and_hardly_its_time() -> None:
    low, high = (Espeak().speak(SENTENCE, "vi", Manner(pitch=it)).samples for it in (0.7, 1.6))
    assert voice_hz(high) / voice_hz(low) == pytest.approx(1.6 / 0.7, rel=0.2)
    assert duration_of(high) == pytest.approx(duration_of(low), rel=0.05)


def voice_hz(samples: Samples) -> float:
    """The median fundamental: per 40 ms that sound, the lag at which they repeat."""
    size = RATE_HZ // 25
    frames = np.split(samples[: len(samples) // size * size], len(samples) // size)
    loud = [frame for frame in frames if rms_dbfs(frame) > -25]
    return float(np.median([RATE_HZ / _lag(frame) for frame in loud]))


def _lag(frame: Samples) -> int:
    spectrum = np.abs(np.fft.rfft(frame, 2 * len(frame))) ** 2
    likeness = np.fft.irfft(spectrum)
    first = RATE_HZ // 350
    return first + int(np.argmax(likeness[first : RATE_HZ // 50]))
