"""The least that plays: a PortAudio callback with numpy. Nothing of ours.

``python -m bench.speaker.bare MUSIC.wav TONE.wav``: the music round and round; SIGUSR1 puts the
tone in its place, once.
"""

import signal
import sys
import wave
from typing import Any

import numpy as np
import numpy.typing as npt
import sounddevice

RATE_HZ, BLOCK = 48_000, 480
FADE = np.linspace(1, 0, BLOCK, dtype=np.float32)
Sound = npt.NDArray[np.float32]


class Playing:
    """What the callback takes from."""

    def __init__(self, music: Sound, tone: Sound) -> None:
        self._music, self._tone = music, tone
        self._at, self._tone_at = 0, len(tone)
        self.asked = False

    def block(self, out: Any, _frames: int, _when: object, _status: object) -> None:
        """The next 10 ms."""
        if self.asked:
            self.asked, self._tone_at = False, 0
            out[:, 0] = self._next_of_music() * FADE
        elif self._tone_at < len(self._tone):
            out[:, 0] = self._tone[self._tone_at : self._tone_at + BLOCK]
            self._tone_at += BLOCK
        else:
            out[:, 0] = self._next_of_music()

    def _next_of_music(self) -> Sound:
        begin, self._at = self._at, (self._at + BLOCK) % (len(self._music) - BLOCK)
        return self._music[begin : begin + BLOCK]


def main() -> None:
    """Play until killed."""
    playing = Playing(*map(_read, sys.argv[1:3]))
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    stream = sounddevice.OutputStream(
        samplerate=RATE_HZ, channels=1, dtype="float32", blocksize=BLOCK, latency="low", callback=playing.block
    )
    with stream:
        while signal.sigwait({signal.SIGUSR1}):
            playing.asked = True


def _read(path: str) -> Sound:
    with wave.open(path, "rb") as file:
        pcm = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    whole = len(pcm) // BLOCK * BLOCK
    return pcm[:whole].astype(np.float32) / np.float32(32_768)


if __name__ == "__main__":
    main()
