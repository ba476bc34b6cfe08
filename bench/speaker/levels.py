"""Which tones are in a sound, moment by moment, and where a known piece of sound lies in a recording. Pure."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from bench.speaker.ear import Heard
from media.sound import ATTENTION_HIGH_HZ, ATTENTION_LOW_HZ, RATE_HZ, Samples

WINDOW, HOP = RATE_HZ * 5 // 1000, RATE_HZ // 1000
"""5 ms tell tones 400 Hz apart; looked at each millisecond."""
BETWEEN_HZ = (ATTENTION_LOW_HZ + ATTENTION_HIGH_HZ) / 2
AUDIBLE, GONE = 0.1, 0.01
"""Of what it is when it sounds: -20 dB and -40 dB."""
USUAL_HOPS = 50
CUT_HOPS = 3
"""The last windows are not whole, which sounds like a click."""
Levels = npt.NDArray[np.float64]


def levels(samples: Samples, hertz: float) -> Levels:
    """The amplitude around ``hertz`` each millisecond, of the 5 ms in the middle of which it lies."""
    turned = samples * np.exp(-2j * np.pi * hertz * np.arange(len(samples)) / RATE_HZ)
    window = np.hanning(WINDOW)
    return 2 * np.abs(np.convolve(turned, window / window.sum(), "same"))[::HOP]


def taken_over_s(heard: Heard, before_hz: float) -> float:
    """The monotonic second at which the attention tone was audible and the sound at ``before_hz`` gone."""
    tone, before = (levels(heard.samples, hertz)[:-CUT_HOPS] for hertz in (BETWEEN_HZ, before_hz))
    usual = float(np.median(before[:USUAL_HOPS]))
    if tone.max() < AUDIBLE or usual < GONE or before[-1] > GONE * usual:
        raise AssertionError(f"no tone in place of the sound: {tone.max():.3f}, {usual:.3f}, {before[-1]:.3f}")
    audible = int(np.argmax(tone > AUDIBLE * tone.max()))
    gone = int(np.flatnonzero(before > GONE * usual)[-1]) + 1
    return heard.begin_s + max(audible, gone) * HOP / RATE_HZ


def place_of(known: Samples, samples: Samples) -> int:
    """At which sample of ``samples`` the piece ``known`` begins: where they are most alike."""
    size = 1 << (len(known) + len(samples)).bit_length()
    alike = np.fft.irfft(np.fft.rfft(samples, size) * np.conj(np.fft.rfft(known, size)), size)
    return int(np.argmax(alike[: len(samples) - len(known) + 1]))


def likeness(known: Samples, samples: Samples) -> float:
    """Their correlation: 1 for the same sound, whatever its loudness, about 0 for another."""
    size = float(np.linalg.norm(known) * np.linalg.norm(samples))
    return float(np.dot(known, samples)) / size if size else 0.0
