from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.run.agenda import LONGEST_S, Agenda
from agent.run.loop import Loop


class Watch:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def agenda_of(watch: Watch, done: list[str], *names: str) -> Agenda:
    agenda = Agenda(watch)
    for name in names:
        agenda.on(name, lambda name=name: done.append(name))  # type: ignore[misc]
    return agenda


def test_alarms_go_off_when_due_the_longest_due_first() -> None:
    watch, done = Watch(), list[str]()
    agenda = agenda_of(watch, done, "a", "b", "c")
    agenda.set("a", 5.0)
    agenda.set("b", 3.0)
    agenda.set("c", 9.0)
    watch.now_s = 6.0
    agenda.run_due()
    assert done == ["b", "a"]
    assert agenda.due_in_s() == 3.0


def test_setting_moves_an_alarm_sooner_only_brings_it_forward() -> None:
    watch, done = Watch(), list[str]()
    agenda = agenda_of(watch, done, "a")
    agenda.set("a", 5.0)
    agenda.sooner("a", 9.0)
    assert agenda.due_in_s() == 5.0
    agenda.sooner("a", 1.0)
    assert agenda.due_in_s() == 1.0
    agenda.set("a", 50.0)
    assert agenda.due_in_s() == 50.0


@given(st.lists(st.floats(0, 1e6), max_size=5))
def test_nobody_sleeps_longer_than_a_minute(in_s: list[float]) -> None:
    agenda = agenda_of(Watch(), [], *map(str, range(5)))
    for place, seconds in enumerate(in_s):
        agenda.set(str(place), seconds)
    assert 0 <= agenda.due_in_s() <= LONGEST_S


def test_events_are_taken_in_order_until_it_is_stopped() -> None:
    loop, taken = Loop(Agenda()), list[object]()
    loop.on(int, taken.append)
    loop.on(str, taken.append)
    for event in (1, "two", 3):
        loop.post(event)
    loop.stop("restart")
    loop.post(4)
    assert loop.run() == "restart"
    assert taken == [1, "two", 3]


def test_alarms_go_off_while_nothing_happens() -> None:
    agenda = Agenda()
    loop = Loop(agenda)
    agenda.on("end", loop.stop)
    agenda.set("end", 0.02)
    assert loop.run() == "stopped"


def test_it_is_stopped_from_another_thread() -> None:
    loop = Loop(Agenda())
    threading.Timer(0.02, loop.stop).start()
    assert loop.run() == "stopped"


def test_an_event_nobody_asked_for_is_a_mistake() -> None:
    loop = Loop(Agenda())
    loop.post(1.5)
    with pytest.raises(KeyError):
        loop.run()
