from __future__ import annotations

import pytest

from bench.screen.counted_clip import FRAMES_A_SECOND
from bench.screen.hearing import lip_sync_ms
from bench.screen.watching import Sighting, late, longest_loop_gap_ms, missing, rounds

LENGTH = 90
FRAME_S = 1 / FRAMES_A_SECOND


def played(count: int) -> list[Sighting]:
    """So many frames of a clip of ``LENGTH``, each in its time, round and round."""
    return [Sighting(100 + number * FRAME_S, number % LENGTH) for number in range(count)]


def test_a_clip_that_runs_as_it_should_has_no_fault() -> None:
    seen = played(3 * LENGTH)
    assert (missing(seen, LENGTH), late(seen), len(rounds(seen))) == (0, 0, 3)
    assert longest_loop_gap_ms(seen) == pytest.approx(1000 * FRAME_S)


def test_a_frame_that_comes_more_than_a_frame_after_its_time_is_late() -> None:
    seen = played(LENGTH)
    seen[10] = Sighting(seen[10].at_s + 0.9 * FRAME_S, 10)
    assert late(seen) == 0
    seen[10] = Sighting(seen[10].at_s + 0.2 * FRAME_S, 10)
    assert late(seen) == 1


def test_frames_nobody_saw_are_counted_over_the_loop_too() -> None:
    seen = [one for one in played(2 * LENGTH) if one.number not in (5, LENGTH - 1)]
    assert missing(seen, LENGTH) == 3
    assert longest_loop_gap_ms(seen) == pytest.approx(2000 * FRAME_S)


def test_a_click_is_held_against_the_nearest_frame_that_begins_a_second() -> None:
    seen = played(3 * LENGTH)
    marks = [one.at_s for one in seen if one.number in (30, 60)]
    clicks = [marks[0] + 0.012, marks[1] - 0.020, marks[2], marks[0] - 60]
    assert list(lip_sync_ms(seen, clicks)) == pytest.approx([12, -20, 0], abs=1e-6)
