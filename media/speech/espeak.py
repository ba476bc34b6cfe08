"""The voice that needs nothing: espeak-ng, in a short-lived child process.

A child, not a lock: the library keeps its state in globals, runs on whatever text arrives, and has had memory errors;
in a child a crash costs one text instead of the daemon that must speak the next alert. It costs about 50 ms a text.
"""

from __future__ import annotations

import json
import math
import struct
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np

from media.sound import Samples
from media.sound.decode import resampled
from media.speech.breathing import in_one_breath_each
from media.speech.espeak_library import Library, find_library
from media.speech.languages import RecordingNeeded
from media.speech.manner import PLAIN, Accent, Manner, Trait
from media.speech.phrases import phrases
from media.speech.voice import NotAvailable, Spoken
from protocol.words import Words

VOICES = {"en": "en", "vi": "vi"}
"""Our language to espeak-ng's voice. It has no Khmer, S'tiêng or M'nông; a neighbour's phonemes are no substitute."""
ACCENTS: dict[Accent, str] = {"north": "vi", "central": "vi-vn-x-central", "south": "vi-vn-x-south"}
FOLLOWED: dict[str, frozenset[Trait]] = {
    "en": frozenset({"speed", "pitch"}),
    "vi": frozenset({"speed", "pitch", "region"}),
}
WORDS_A_MINUTE = 150
"""A little slower than its default 175: horn loudspeakers echo."""
LEAST_WORDS_A_MINUTE = 80
"""It goes no slower: asked for half the speed it gives 0.53."""
USUAL_PITCH = 50
"""Of 0 to 100; 50 more is one octave."""
MOST_SECONDS = 60.0
_CHILD = Path(__file__).with_name("espeak_child.py")


class Espeak:
    """espeak-ng through its library; raises :class:`NotAvailable` where there is none."""

    name = "espeak-ng"

    def __init__(self, library: Library | None = None) -> None:
        self._library = library

    def speaks(self, language: str) -> bool:
        """Vietnamese and English."""
        return language in VOICES

    def speak(self, text: str, language: str, manner: Manner = PLAIN) -> Spoken:
        """All of ``text`` as it stands (abbreviations are not its business)."""
        if not self.speaks(language):
            raise RecordingNeeded(language, [self.name])
        said = phrases(text)
        voice = _voice_of(language, manner)
        answer = _run_child(self._library or _found(), voice, manner, [phrase.text for phrase in said])
        return Spoken(in_one_breath_each(said, _sounds(answer)), f"{self.name} {voice}", FOLLOWED[language])


def _voice_of(language: str, manner: Manner) -> str:
    return ACCENTS[manner.region] if language == "vi" and manner.region else VOICES[language]


def _run_child(library: Library, voice: str, manner: Manner, texts: list[str]) -> bytes:
    how = [voice, str(_words_a_minute(manner.speed)), str(_pitch(manner.pitch))]
    command = [sys.executable, "-I", str(_CHILD), library.path, library.data_path or "", *how]
    try:
        done = subprocess.run(command, input=json.dumps(texts).encode(), capture_output=True, timeout=MOST_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise _failed(f"no answer within {MOST_SECONDS:.0f} s") from error
    if done.returncode != 0:
        raise _failed(done.stderr.decode(errors="replace").strip()[-200:] or f"exit {done.returncode}")
    return done.stdout


def _words_a_minute(speed: float) -> int:
    return max(LEAST_WORDS_A_MINUTE, round(WORDS_A_MINUTE * speed))


def _pitch(ratio: float) -> int:
    return round(USUAL_PITCH + USUAL_PITCH * math.log2(ratio))


def _sounds(answer: bytes) -> Iterator[Samples]:
    (rate_hz,) = struct.unpack_from("<I", answer)
    at = 4
    while at < len(answer):
        (size,) = struct.unpack_from("<I", answer, at)
        pcm = np.frombuffer(answer, dtype="<i2", count=size // 2, offset=at + 4)
        yield resampled(pcm.astype(np.float32) / np.float32(32_768), rate_hz)
        at += 4 + size


@cache
def _found() -> Library:
    if library := find_library():
        return library
    raise _failed("libespeak-ng not found")


def _failed(reason: str) -> NotAvailable:
    return NotAvailable(
        Words(f"Giọng đọc espeak-ng không chạy được ({reason}).", f"The voice espeak-ng does not work ({reason})."),
        Words(
            "Cài gói libespeak-ng1 của Debian, hoặc gói espeakng-loader bằng pip.",
            "Install Debian's libespeak-ng1, or espeakng-loader by pip.",
        ),
    )
