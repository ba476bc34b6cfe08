from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.outbox import AckBox, merged
from agent.store import State, open_state
from protocol.ids import EpochMs
from protocol.stages import HEARD, ORDER, Stage
from protocol.uplink import Ack, Evidence

EVIDENCE = st.none() | st.builds(
    Evidence, frame_sha256=st.none() | st.just("f" * 64), rms_dbfs=st.none() | st.just(-20.0)
)


def ack(stage: Stage, at_ms: int = 1, evidence: Evidence | None = None, name: str = "a-1") -> Ack:
    return Ack(sid="", subject="alert", id=name, stage=stage, at_ms=EpochMs(at_ms), clock="trusted", evidence=evidence)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = open_state(tmp_path)
    yield state
    state.close()


@pytest.fixture
def box(state: State) -> AckBox:
    return AckBox(state)


def test_a_row_is_due_until_it_is_delivered(box: AckBox) -> None:
    box.note(ack("verified"))
    (unsent,) = box.unsent()
    assert unsent.ack.stage == "verified"
    box.delivered(unsent)
    assert box.unsent() == []


def test_the_same_again_is_no_news_unless_it_is_asked_for(box: AckBox) -> None:
    box.note(ack("verified"))
    box.delivered(box.unsent()[0])
    box.note(ack("received", at_ms=9))
    assert box.unsent() == []
    box.note(ack("verified", at_ms=9), again=True)
    assert box.unsent()[0].ack.at_ms == 1


def test_a_delivery_of_an_older_stage_does_not_strike_off_the_newer(box: AckBox) -> None:
    box.note(ack("verified"))
    (old,) = box.unsent()
    box.note(ack("rendered", at_ms=2))
    box.delivered(old)
    assert [one.ack.stage for one in box.unsent()] == ["rendered"]


def test_it_survives_a_restart(box: AckBox, tmp_path: Path) -> None:
    box.note(ack("rendered"))
    again = open_state(tmp_path)
    assert [one.ack.stage for one in AckBox(again).unsent()] == ["rendered"]
    again.close()


def test_what_was_delivered_lately_can_be_told_again_and_what_is_old_forgotten(box: AckBox) -> None:
    for name, at_ms in (("a-old", 100), ("a-new", 500)):
        box.note(ack("finished", at_ms, name=name))
    for unsent in box.unsent():
        box.delivered(unsent)
    box.tell_again(EpochMs(300))
    assert [one.id for one in box.unsent()] == ["a-new"]
    box.forget(EpochMs(300))
    assert box.find("alert", "a-old") is None


@given(st.lists(st.tuples(st.sampled_from(ORDER), EVIDENCE), min_size=1, max_size=4))
def test_in_any_order_the_furthest_stage_and_all_evidence_remain(steps: list[tuple[Stage, Evidence | None]]) -> None:
    ends = set()
    for order in permutations(steps):
        result = None
        for stage, evidence in order:
            result = merged(result, ack(stage, evidence=evidence))
        assert result is not None
        ends.add((result.stage, result.evidence))
    assert len({(stage, evidence) for stage, evidence in ends}) == 1
    assert ends.pop()[0] == max((stage for stage, _ in steps), key=ORDER.index)


def test_screen_and_speaker_both_prove_it() -> None:
    shown = ack("rendered", evidence=Evidence(frame_sha256="f" * 64))
    both = merged(shown, ack("rendered", 2, Evidence(rms_dbfs=-18.0, played_ms=4_000)))
    assert both.evidence == Evidence(frame_sha256="f" * 64, rms_dbfs=-18.0, played_ms=4_000)
    assert both.stage in HEARD
