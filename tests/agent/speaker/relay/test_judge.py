from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.speaker.relay.judge import Event, Heard, Idle, Lost, State, Tuned, is_hung, needed_ms, step, wants_listener
from agent.speaker.relay.rules import RULES

STEP_MS = 100
LOUD, SILENT = -20.0, -90.0
HEARD_MS = RULES.join_good_ms + 2 * STEP_MS
SPANS = st.integers(1, 60).map(lambda steps: steps * STEP_MS)


BEGIN = State()


def after(events: Iterable[Event], state: State = BEGIN) -> State:
    for event in events:
        state = step(state, event)
    return state


def sound(from_ms: int, to_ms: int, level_dbfs: float = LOUD) -> list[Event]:
    return [Heard(at_ms, STEP_MS, level_dbfs) for at_ms in range(from_ms, to_ms, STEP_MS)]


def nothing(from_ms: int, to_ms: int) -> list[Event]:
    return [Idle(at_ms) for at_ms in range(from_ms, to_ms, STEP_MS)]


def on_air() -> State:
    return after([Tuned(0), *sound(0, HEARD_MS)])


def test_at_the_begin_a_station_is_heard_once_enough_of_it_is_laid_by() -> None:
    assert after([Tuned(0), *sound(0, RULES.join_good_ms)]).on_air == "nothing"
    assert on_air().on_air == "station"


def test_at_the_begin_nothing_is_heard_for_a_while_before_the_fallback() -> None:
    assert after([Tuned(0), *nothing(0, RULES.join_ms)]).on_air == "nothing"
    assert after([Tuned(0), *nothing(0, RULES.join_ms + 1)]).on_air == "fallback"


def test_at_the_begin_a_station_that_is_not_there_is_not_waited_for() -> None:
    assert after([Tuned(0), Lost(100, 500)]).on_air == "fallback"


def test_a_station_that_sends_silence_from_the_begin_is_replaced_too() -> None:
    assert after([Tuned(0), *sound(0, RULES.join_ms + STEP_MS, SILENT)]).on_air == "fallback"


def test_a_lost_station_is_replaced_at_once_and_sought_again_after_its_wait() -> None:
    lost = step(on_air(), Lost(5_000, 700))
    assert lost.on_air == "fallback"
    assert not wants_listener(lost, 5_699) and wants_listener(lost, 5_700)


def test_a_station_that_stalls_is_replaced_and_kept() -> None:
    waiting = step(on_air(), Idle(5_000))
    assert step(waiting, Idle(5_000 + RULES.stall_ms - 1)).on_air == "station"
    stalled = step(waiting, Idle(5_000 + RULES.stall_ms))
    assert stalled.on_air == "fallback" and stalled.tuned


def test_a_station_that_is_silent_for_long_is_replaced_but_not_in_a_pause_of_speech() -> None:
    pause = sound(HEARD_MS, HEARD_MS + RULES.silence_ms - STEP_MS, SILENT)
    assert after(pause, on_air()).on_air == "station"
    back = sound(HEARD_MS + RULES.silence_ms, HEARD_MS + RULES.silence_ms + STEP_MS)
    assert after([*pause, *back], on_air()).quiet_for_ms == 0
    assert after([*pause, *sound(20_000, 20_200, SILENT)], on_air()).on_air == "fallback"


def test_silence_does_not_bring_a_station_back_and_sound_does() -> None:
    silent = after(sound(HEARD_MS, HEARD_MS + RULES.silence_ms + STEP_MS, SILENT), on_air())
    assert after(sound(20_000, 60_000, SILENT), silent).on_air == "fallback"
    assert after(sound(20_000, 20_000 + RULES.good_ms + 2 * STEP_MS), silent).on_air == "station"


def test_sound_with_holes_does_not_bring_a_station_back() -> None:
    lost = step(on_air(), Lost(5_000, 0))
    in_drops = [Heard(at_ms, STEP_MS, LOUD) for at_ms in range(6_000, 60_000, 2 * STEP_MS)]
    assert after(in_drops, lost).on_air == "fallback"
    far_apart = [one for at_ms in range(6_000, 60_000, 3_000) for one in (Heard(at_ms, 300, LOUD), Idle(at_ms + 2_900))]
    assert after(far_apart, lost).on_air == "fallback"


def test_a_station_that_sends_pages_of_a_second_is_heard() -> None:
    paged = [one for at_ms in range(0, 4_000, 1_000) for one in (Heard(at_ms, 1_000, LOUD), Idle(at_ms + 900))]
    assert after([Tuned(0), *paged]).on_air == "station"


def test_what_is_cut_again_and_again_must_be_good_for_longer_until_it_was_heard_for_long() -> None:
    state, needed = on_air(), []
    for number in range(5):
        at_ms = (number + 1) * RULES.forgiven_ms // 10
        state = step(replace(state, on_air="station", since_ms=at_ms - 1), Lost(at_ms, 0))
        needed.append(needed_ms(state))
    assert needed[0] == RULES.good_ms and needed == sorted(set(needed)) and needed[-1] <= RULES.good_most_ms
    trusted = replace(state, on_air="station", since_ms=0)
    assert needed_ms(step(trusted, Lost(RULES.forgiven_ms, 0))) == RULES.good_ms


@pytest.mark.parametrize("tuned", [True, False])
def test_a_listener_that_tells_nothing_at_all_is_hung(tuned: bool) -> None:
    state = replace(on_air(), tuned=tuned, told_at_ms=0)
    assert is_hung(state, RULES.hung_ms) is tuned
    assert not is_hung(state, RULES.hung_ms - 1)


def lives(spans: Iterable[tuple[int, int, str]]) -> Iterable[tuple[State, Event, State]]:
    """Each step of a station that is good for a while and then gone in one way or another, again and again."""
    state, at_ms = step(State(), Tuned(0)), 0
    for good_ms, gone_ms, how in spans:
        begins_ms, ends_ms = at_ms, at_ms + good_ms + gone_ms
        for at_ms in range(begins_ms, ends_ms, STEP_MS):
            for event in happening(state, at_ms, how, gone=at_ms >= begins_ms + good_ms):
                was, state = state, step(state, event)
                yield was, event, state
        at_ms = ends_ms


def happening(state: State, at_ms: int, how: str, *, gone: bool) -> list[Event]:
    if not gone:
        sent = [] if state.tuned else [Tuned(at_ms)]
        return [*sent, Heard(at_ms, STEP_MS, LOUD)]
    if how == "lost" and state.tuned:
        return [Lost(at_ms, 0)]
    return [Heard(at_ms, STEP_MS, SILENT)] if how == "silent" and state.tuned else [Idle(at_ms)]


@settings(max_examples=6, deadline=None)
@given(st.lists(st.tuples(SPANS, SPANS, st.sampled_from(["lost", "stall", "silent"])), min_size=200, max_size=200))
def test_in_200_cuts_it_is_heard_only_while_it_is_good(spans: list[tuple[int, int, str]]) -> None:
    for was, event, state in lives(spans):
        if state.on_air == "station" != was.on_air:
            assert was.good_since_ms is not None and event.at_ms - was.good_since_ms >= needed_ms(was)
            assert isinstance(event, Heard)
        if isinstance(event, Lost) or is_stalled(was, event):
            assert state.on_air != "station" and state.good_since_ms is None
        assert state.quiet_for_ms < RULES.silence_ms or state.on_air != "station"


def is_stalled(was: State, event: Event) -> bool:
    return isinstance(event, Idle) and event.at_ms - was.told_at_ms >= RULES.gap_ms


@settings(max_examples=6, deadline=None)
@given(st.lists(st.tuples(SPANS, SPANS, st.sampled_from(["lost", "stall", "silent"])), min_size=1, max_size=200))
def test_it_always_comes_back_to_a_station_that_stays_good(spans: list[tuple[int, int, str]]) -> None:
    last = [(RULES.good_most_ms + 2_000, 0, "lost")]
    states = [state for _, _, state in lives([*spans, *last])]
    assert states[-1].on_air == "station"
