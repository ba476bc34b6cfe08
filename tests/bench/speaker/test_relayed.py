"""What the benchmark of relayed stations finds in a recording that is known."""

from __future__ import annotations

import numpy as np
import pytest

from bench.speaker.ear import Heard
from bench.speaker.relayed import FALLBACK_HZ, STATION_HZ, Cut, found
from media.sound import RATE_HZ, Samples

BEGIN_S = 100.0


def tone(hertz: float, seconds: float) -> Samples:
    at_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return (0.4 * np.sin(2 * np.pi * hertz * at_s)).astype(np.float32)


def cut_of(*parts: Samples) -> Cut:
    """The source breaks off half a second after the recording begins and is back at the third."""
    return found(Heard(BEGIN_S, np.concatenate(parts)), BEGIN_S + 0.5, BEGIN_S + 3.0)


def test_it_is_missed_from_the_break_and_back_from_the_return() -> None:
    cut = cut_of(tone(STATION_HZ, 1.5), tone(FALLBACK_HZ, 2.8), tone(STATION_HZ, 1.0))
    assert (cut.missed_s, cut.back_s) == (pytest.approx(1.0, abs=0.01), pytest.approx(1.3, abs=0.01))
    assert cut.step < 1


def test_a_click_is_a_larger_step() -> None:
    cut = cut_of(tone(STATION_HZ, 1.5), tone(FALLBACK_HZ, 2.80025), tone(STATION_HZ, 1.0))
    assert cut.step > 1
