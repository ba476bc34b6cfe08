"""The ruler is tried on a real PulseAudio: a click that was written at a known moment is heard then."""

from __future__ import annotations

import time
from statistics import median

import numpy as np

from bench.speaker.click import written_to_heard_ms
from bench.speaker.ear import ear
from tests.servers.pulse import pulse_server

SINK = "loa"


def test_a_click_is_heard_when_it_was_written() -> None:
    with pulse_server(SINK) as pulse, ear(pulse, SINK) as hearing:
        taken_ms = written_to_heard_ms(pulse, SINK, hearing, clicks=3)
    assert -5 < median(taken_ms) < 150


def test_silence_is_heard_all_the_time() -> None:
    with pulse_server(SINK, "loa-khac") as pulse, ear(pulse, "loa-khac") as hearing:
        began_s = time.monotonic()
        heard = hearing.between(began_s, began_s + 0.2)
    assert abs(heard.begin_s - began_s) < 0.001
    assert len(heard.samples) in range(9_590, 9_611)
    assert not np.any(heard.samples)
