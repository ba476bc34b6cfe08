from __future__ import annotations

import numpy as np
import pytest

from bench.speaker.material import sweep
from bench.speaker.seam import Seam, place_in, seam
from media.sound import Samples, count_of, joined, silence

WHOLE = sweep(4_000)
MIDDLE = len(WHOLE) // 2
HALF = np.float32(0.5)


def heard(*parts: Samples) -> Samples:
    """Something of the first half, then ``parts``, quieter than they were made."""
    return HALF * joined([silence(70), WHOLE[count_of(500) : MIDDLE], *parts])


def test_the_unbroken_tone_has_no_fault() -> None:
    assert seam(heard(WHOLE[MIDDLE:]), WHOLE) == Seam(late=0, wrong=0, silent_ms=0.0)


def test_a_hole_makes_the_second_half_late() -> None:
    found = seam(heard(silence(30), WHOLE[MIDDLE:]), WHOLE)
    assert found.late == count_of(30)
    assert found.silent_ms == pytest.approx(30, abs=3)
    assert found.wrong > count_of(200)


def test_a_hole_in_step_is_wrong_for_as_long_as_it_lasts() -> None:
    found = seam(heard(silence(40), WHOLE[MIDDLE + count_of(40) :]), WHOLE)
    assert found.late == 0
    assert found.silent_ms == pytest.approx(40, abs=3)
    assert count_of(30) < found.wrong <= count_of(40)


def test_a_second_half_that_comes_too_early_is_early() -> None:
    found = seam(heard(WHOLE[MIDDLE + 200 :]), WHOLE)
    assert (found.late, found.silent_ms) == (-200, 0.0)
    assert found.wrong > count_of(100)


def test_a_piece_at_its_own_speed_has_its_place() -> None:
    assert place_in(HALF * WHOLE[count_of(700) : count_of(1_700)], WHOLE) == count_of(700)


@pytest.mark.parametrize("by", [0.997, 1.003])
def test_who_catches_up_is_not_in_step(by: float) -> None:
    places = count_of(700) + by * np.arange(count_of(1_000))
    hurried = np.interp(places, np.arange(len(WHOLE)), WHOLE).astype(np.float32)
    assert place_in(hurried, WHOLE) is None


def test_a_piece_with_a_hole_or_of_silence_is_not_in_step() -> None:
    with_hole = joined([WHOLE[count_of(700) : count_of(1_200)], WHOLE[count_of(1_220) : count_of(1_720)]])
    assert place_in(with_hole, WHOLE) is None
    assert place_in(silence(1_000), WHOLE) is None


def test_something_else_is_told_as_such() -> None:
    with pytest.raises(AssertionError, match="not heard"):
        seam(silence(3_000), WHOLE)
