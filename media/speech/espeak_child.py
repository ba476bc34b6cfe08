"""Run as a program: says the phrases of standard input with libespeak-ng, then ends.

It imports nothing of ours, so that it starts in a few hundredths of a second. Arguments: library, data path or empty,
voice, words a minute, pitch (0 to 100). In: a JSON list of strings. Out: for each string its size in bytes (4 bytes,
little-endian) and that many bytes of 16-bit mono samples; before the first, the sample rate (4 bytes).
"""

from __future__ import annotations

import ctypes
import json
import struct
import sys
from typing import Any, BinaryIO

# Names and values of espeak-ng's speak_lib.h.
AUDIO_OUTPUT_SYNCHRONOUS = 2
INITIALIZE_DONT_EXIT = 0x8000
PARAMETER_RATE = 1
PARAMETER_PITCH = 3
POS_CHARACTER = 1
CHARS_UTF8 = 1
EE_OK = 0

_SYNTH_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class Engine:
    """One started libespeak-ng; the library holds its state in globals, so there is one a process."""

    def __init__(self, library: str, data_path: str, voice: str, words_a_minute: int, pitch: int) -> None:
        self._lib = ctypes.CDLL(library)
        self._heard = bytearray()
        self._callback = _SYNTH_CALLBACK(self._keep)
        path = data_path.encode() if data_path else None
        self.rate_hz = int(self._lib.espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, path, INITIALIZE_DONT_EXIT))
        if self.rate_hz <= 0:
            sys.exit("espeak_Initialize failed")
        if self._lib.espeak_SetVoiceByName(voice.encode()) != EE_OK:
            sys.exit(f"no voice {voice}")
        self._lib.espeak_SetParameter(PARAMETER_RATE, words_a_minute, 0)
        self._lib.espeak_SetParameter(PARAMETER_PITCH, pitch, 0)
        self._lib.espeak_SetSynthCallback(self._callback)

    def say(self, text: str) -> bytes:
        """The samples of one phrase."""
        self._heard.clear()
        given = text.replace("\0", " ").encode() + b"\0"
        size = ctypes.c_size_t(len(given))
        if self._lib.espeak_Synth(given, size, 0, POS_CHARACTER, 0, CHARS_UTF8, None, None) != EE_OK:
            sys.exit("espeak_Synth failed")
        self._lib.espeak_Synchronize()
        return bytes(self._heard)

    def _keep(self, samples: Any, count: int, _events: int | None) -> int:
        if samples and count > 0:
            self._heard += ctypes.string_at(samples, count * 2)
        return 0


def main(arguments: list[str], given: BinaryIO, answer: BinaryIO) -> None:
    """Say everything that was given."""
    library, data_path, voice, words_a_minute, pitch = arguments
    engine = Engine(library, data_path, voice, int(words_a_minute), int(pitch))
    answer.write(struct.pack("<I", engine.rate_hz))
    for text in json.load(given):
        sound = engine.say(text)
        answer.write(struct.pack("<I", len(sound)) + sound)


if __name__ == "__main__":
    main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer)
