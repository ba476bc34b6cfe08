"""Whether the station is heard or its fallback. Pure: events with their time in, the next state out.

Invariants: the station is heard only after it was good for a while, and never when it was lost, has stalled or has been
silent too long; a station that is cut again and again must be good longer each time (flap guard).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from agent.speaker.relay.rules import RULES, Rules

OnAir = Literal["nothing", "station", "fallback"]
_GUARD = 4
_STEADY = 0.8


@dataclass(frozen=True, slots=True)
class State:
    """How things stand. Times are of any clock that only goes forward."""

    on_air: OnAir = "nothing"
    since_ms: int = 0
    """Since when that is on the air."""
    tuned: bool = False
    """Whether a listener is at it."""
    retry_at_ms: int = 0
    """When to tune in again, where nobody is at it."""
    told_at_ms: int = 0
    """When the listener last told something, or was sent."""
    idle_since_ms: int | None = None
    """Since when nothing came though it was wanted."""
    good_since_ms: int | None = None
    good_for_ms: int = 0
    """How much sound came after that."""
    quiet_for_ms: int = 0
    """How much of the sound that came last was silence."""
    starved_at_ms: int | None = None
    """When it last came too slowly for what was laid by to last."""
    cuts: int = 0
    """How often the station was cut, each soon after the one before."""


@dataclass(frozen=True, slots=True)
class Tuned:
    """A listener was sent."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class Heard:
    """So much sound came, this loud."""

    at_ms: int
    lasts_ms: int
    level_dbfs: float


@dataclass(frozen=True, slots=True)
class Idle:
    """Nothing came, though it was wanted."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class Lost:
    """The listener gave up for ``reason``; the next may be sent ``wait_ms`` later."""

    at_ms: int
    wait_ms: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Starved:
    """All that was laid by is played, though it kept coming: it comes more slowly than time goes by."""

    at_ms: int


Event = Tuned | Heard | Idle | Lost | Starved


def step(state: State, event: Event, rules: Rules = RULES) -> State:
    """The state after ``event``."""
    return _impatient(_after(state, event, rules), event.at_ms, rules)


def _after(state: State, event: Event, rules: Rules) -> State:
    match event:
        case Tuned(at_ms):
            return replace(state, tuned=True, told_at_ms=at_ms)
        case Heard(at_ms):
            return _promoted(_silence_cut(_heard(state, event, rules), at_ms, rules), at_ms, rules)
        case Idle(at_ms):
            return _stall_cut(replace(state, idle_since_ms=_first(state.idle_since_ms, at_ms)), at_ms, rules)
        case Lost(at_ms, wait_ms):
            return replace(_refused(_doubted(state, at_ms, rules), at_ms), tuned=False, retry_at_ms=at_ms + wait_ms)
        case Starved(at_ms):
            return replace(_starving_cut(state, at_ms, rules), starved_at_ms=at_ms)


def is_hung(state: State, at_ms: int, rules: Rules = RULES) -> bool:
    """Whether the listener has to be replaced."""
    return state.tuned and at_ms - state.told_at_ms >= rules.hung_ms


def wants_listener(state: State, at_ms: int) -> bool:
    """Whether one is to be sent now."""
    return not state.tuned and at_ms >= state.retry_at_ms


def needed_ms(state: State, rules: Rules = RULES) -> int:
    """How long the station must be good before it is heard."""
    if state.on_air == "nothing":
        return rules.join_good_ms
    return int(min(rules.good_most_ms, rules.good_ms * _GUARD ** min(max(0, state.cuts - 1), 16)))


def _heard(state: State, event: Heard, rules: Rules) -> State:
    is_loud = event.level_dbfs >= rules.floor_dbfs
    begins = state.good_since_ms is None
    return replace(
        state,
        told_at_ms=event.at_ms,
        idle_since_ms=None,
        good_since_ms=event.at_ms if begins and is_loud else state.good_since_ms,
        good_for_ms=0 if begins else state.good_for_ms + event.lasts_ms,
        quiet_for_ms=0 if is_loud else state.quiet_for_ms + event.lasts_ms,
    )


def _silence_cut(state: State, at_ms: int, rules: Rules) -> State:
    return _doubted(state, at_ms, rules) if state.quiet_for_ms >= rules.silence_ms else state


def _stall_cut(state: State, at_ms: int, rules: Rules) -> State:
    """While it is heard, so long after the last of what was laid by; else after a longer pause than pages make."""
    if state.on_air == "station":
        return _doubted(state, at_ms, rules) if at_ms - _first(state.idle_since_ms, at_ms) >= rules.stall_ms else state
    return _doubted(state, at_ms, rules) if at_ms - state.told_at_ms >= rules.gap_ms else state


def _starving_cut(state: State, at_ms: int, rules: Rules) -> State:
    """A pause now and then is better than no station; one after another is worse than its fallback."""
    before_ms = state.starved_at_ms
    is_often = before_ms is not None and at_ms - before_ms < rules.starved_apart_ms
    return _doubted(state, at_ms, rules) if is_often else state


def _first(since_ms: int | None, at_ms: int) -> int:
    return at_ms if since_ms is None else since_ms


def _doubted(state: State, at_ms: int, rules: Rules) -> State:
    """Not good any more; cut, if it was heard."""
    doubted = replace(state, good_since_ms=None, good_for_ms=0)
    if state.on_air != "station":
        return doubted
    is_first = at_ms - state.since_ms >= rules.forgiven_ms
    return replace(doubted, on_air="fallback", since_ms=at_ms, cuts=1 if is_first else state.cuts + 1)


def _impatient(state: State, at_ms: int, rules: Rules) -> State:
    return _refused(state, at_ms) if at_ms - state.since_ms >= rules.join_ms else state


def _refused(state: State, at_ms: int) -> State:
    """No use waiting for the first sound."""
    return replace(state, on_air="fallback", since_ms=at_ms) if state.on_air == "nothing" else state


def _promoted(state: State, at_ms: int, rules: Rules) -> State:
    """Heard, once it was good for long enough and as much sound came as time went by."""
    if state.on_air == "station" or state.good_since_ms is None:
        return state
    wanted_ms, good_ms = needed_ms(state, rules), at_ms - state.good_since_ms
    in_drops = state.good_for_ms < max(min(wanted_ms, rules.join_good_ms), _STEADY * good_ms)
    return state if good_ms < wanted_ms or in_drops else replace(state, on_air="station", since_ms=at_ms)
