"""The ending of its name decides what a sound file holds, and speech comes out of each the same."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from media.sound import Samples, attention_tone
from media.sound.by_ending import WRITERS, writer_for
from media.sound.decode import decode_all
from media.sound.loudness import loudness
from media.sound.normalise import TARGET_LUFS, TRUE_PEAK_DB
from media.speech.espeak import Espeak
from media.speech.manner import Manner
from media.speech.speaking import speak
from protocol.errors import InvalidInput

CODECS = {".wav": "pcm_s16le", ".ogg": "opus", ".opus": "opus", ".mp3": "mp3float"}


MANNERS = [Manner(), Manner(region="south"), Manner(speed=1.5, pitch=1.3)]


@pytest.fixture(scope="module", params=MANNERS, ids=["usual", "south", "fast and high"])
def speech(request: pytest.FixtureRequest) -> Samples:
    text = "Bà con chú ý, nước sông Bé đang lên nhanh, hãy rời khỏi vùng trũng ngay."
    return speak(text, "vi", voices=[Espeak()], manner=request.param).samples


@pytest.mark.parametrize("ending", sorted(WRITERS))
def test_the_same_speech_comes_out_at_the_house_loudness(ending: str, speech: Samples, tmp_path: Path) -> None:
    path = tmp_path / f"say{ending.upper()}"
    writer_for(path)(speech, path)
    heard = decode_all(path)
    assert likeness(heard, speech) > 0.98
    measured = loudness(heard)
    assert measured.integrated_lufs == pytest.approx(TARGET_LUFS, abs=1.0)
    assert measured.true_peak_db <= TRUE_PEAK_DB
    with av.open(str(path)) as container:
        assert container.streams.audio[0].codec_context.name == CODECS[ending]


@pytest.mark.parametrize("ending", sorted(WRITERS))
def test_equal_samples_make_equal_bytes(ending: str, tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}{ending}" for name in ("a", "b")]
    for path in paths:
        writer_for(path)(attention_tone(300), path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("name", ["say", "say.flac", "say.wav.txt", ".mp3"])
def test_other_endings_are_refused_with_those_that_are_not(name: str) -> None:
    with pytest.raises(InvalidInput, match=r"\.wav, \.ogg"):
        writer_for(Path(name))


def likeness(heard: Samples, meant: Samples) -> float:
    """The highest correlation of both over all shifts; 1 for the same sound."""
    size = len(heard) + len(meant)
    product = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(meant, size))
    return float(np.fft.irfft(product, size).max() / np.sqrt((heard**2).sum() * (meant**2).sum()))
