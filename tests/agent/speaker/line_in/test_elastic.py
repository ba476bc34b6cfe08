"""Two clocks that differ: what is in between neither grows nor runs dry, and nobody hears it."""

from __future__ import annotations

import numpy as np
import pytest

from agent.speaker.line_in.elastic import ElasticReserve
from media.sound import RATE_HZ, Samples, count_of, duration_of
from tests.agent.speaker.material import amplitude_at, sine
from tests.agent.speaker.relay.station import largest_step

TARGET_FRAMES, BLOCK_FRAMES = count_of(30), count_of(10)
STEP = 0.5 * 2 * np.pi * 1_000 / RATE_HZ
"""The largest between two samples of the note."""
MINUTE = 60 * RATE_HZ


def carried(note: Samples, million: float) -> tuple[Samples, list[int]]:
    """``note`` from a card that is faster by so many millionths, and how much was laid by each time it was read."""
    reserve = ElasticReserve(TARGET_FRAMES)
    reserve.add(note[:TARGET_FRAMES])
    at, heard, laid_by = float(TARGET_FRAMES), list[Samples](), list[int]()
    while at + 2 * BLOCK_FRAMES < len(note):
        begin, at = at, at + BLOCK_FRAMES * (1 + million / 1e6)
        reserve.add(note[int(begin) : int(at)])
        laid_by.append(len(reserve))
        heard.append(reserve.take(BLOCK_FRAMES))
    return np.concatenate(heard), laid_by


@pytest.mark.parametrize("million", [-300, -50, 0, 50, 300])
def test_a_card_whose_clock_is_wrong_stays_as_late_as_it_was(million: float) -> None:
    heard, laid_by = carried(sine(1_000, 120_000), million)
    assert all(abs(duration_frames - TARGET_FRAMES - BLOCK_FRAMES) < count_of(12) for duration_frames in laid_by)
    assert largest_step(heard) <= 1.02 * STEP
    assert amplitude_at(heard[-count_of(100) :], 1_000) == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize(("hertz", "loss_db"), [(300, 0.05), (3_000, 0.1), (8_000, 1.5)])
def test_sibilants_stay(hertz: float, loss_db: float) -> None:
    heard, _ = carried(sine(hertz, 30_000), 200)
    loud = float(np.sqrt(np.mean(np.square(heard))))
    assert 20 * np.log10(loud / (0.5 / np.sqrt(2))) > -loss_db


def test_after_a_standstill_what_is_too_late_is_left_out_without_a_click() -> None:
    reserve = ElasticReserve(TARGET_FRAMES)
    reserve.add(sine(1_000, 400))
    heard = np.concatenate([reserve.take(BLOCK_FRAMES) for _ in range(2)])
    assert duration_of(reserve.take(0)) == 0 and len(reserve) <= TARGET_FRAMES
    assert largest_step(heard) <= 2.1 * STEP


def test_nothing_is_made_of_nothing() -> None:
    assert not ElasticReserve(TARGET_FRAMES).take(BLOCK_FRAMES).any()
