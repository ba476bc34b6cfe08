from __future__ import annotations

from functools import reduce
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from protocol.stages import ENDS, HEARD, ORDER, Stage, later

STAGES = st.sampled_from(get_args(Stage))


def test_every_stage_has_its_place() -> None:
    assert set(ORDER) == set(get_args(Stage))
    assert len(ORDER) == len(set(ORDER))


@given(st.lists(STAGES, min_size=1), st.randoms())
def test_acks_give_the_same_stage_in_any_order_and_doubled(stages: list[Stage], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = stages * 2
    random.shuffle(shuffled)
    assert reduce(later, shuffled, None) == reduce(later, stages, None)  # type: ignore[arg-type]


@given(STAGES, STAGES)
def test_what_was_heard_stays_heard(one: Stage, other: Stage) -> None:
    if one in HEARD:
        assert later(one, other) in HEARD


@given(STAGES)
def test_the_first_ack_counts(stage: Stage) -> None:
    assert later(None, stage) == stage


def test_an_end_is_not_undone_by_progress_that_came_late() -> None:
    for end in ENDS:
        assert later(end, "received") == end
        assert later("rendering", end) == end
