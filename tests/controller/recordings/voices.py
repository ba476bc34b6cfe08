"""Somebody reading, as a recorder would give it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from media.sound import Samples, joined, silence
from media.sound.by_ending import writer_for
from media.speech.espeak import Espeak


@cache
def reading() -> Samples:
    """Seven seconds of a voice, 12 dB below full scale, with a second of silence at both ends."""
    said = Espeak().speak("Bản tin này do người của ấp đọc. Mời bà con đến Trạm Y tế vào sáng thứ Bảy.", "vi").samples
    return joined([silence(1_000), said / np.abs(said).max() * np.float32(0.25), silence(1_000)])


def recorded(path: Path, gain_db: float = 0.0, samples: Samples | None = None) -> Path:
    """The voice in a file of the kind its name ends with."""
    louder = (reading() if samples is None else samples) * np.float32(10 ** (gain_db / 20))
    writer_for(path)(np.clip(louder, -1, 1), path)
    return path
