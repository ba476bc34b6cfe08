"""How often and how long loudspeakers may be open, from the province down."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.publishing.jobs import republish
from controller.publishing.loud_hours import Limit, strictest
from controller.publishing.tuning import (
    OwnHours,
    hours_in_force,
    own_hours,
    owner_of,
    set_sound_hours,
    set_sound_windows,
)
from protocol.documents import Window
from protocol.errors import InvalidInput, NotAllowed
from tests.controller.places import CITY, NORTH, SOUTH, person
from tests.controller.publishing.test_republish import PACE, desired

MORNING, EVENING = Window(start="05:30", minutes=60), Window(start="17:00", minutes=45)
NIGHT, NOON = Window(start="21:00", minutes=480), Window(start="11:30", minutes=120)
CITY_LEADER, LEADER = person("approver"), person("approver", NORTH)


@pytest.fixture
def session(workshop: Workshop) -> Iterator[Session]:
    with session_scope(workshop.engine) as session:
        set_sound_hours(session, CITY_LEADER, CITY, OwnHours(quiet=(NIGHT,), limit=Limit(2, 60)))
        yield session


def test_a_unit_sets_what_it_may(session: Session) -> None:
    wanted = OwnHours((MORNING, EVENING), (NOON,), Limit(2, 60))
    owner = set_sound_hours(session, LEADER, NORTH, wanted)
    assert own_hours(session, owner) == wanted
    windows, hours = hours_in_force(session, owner)
    assert (windows, hours.limit, hours.quiet) == ((MORNING, EVENING), Limit(2, 60), (NOON, NIGHT))


@pytest.mark.parametrize(
    "wanted",
    [
        OwnHours((MORNING, EVENING, NOON)),
        OwnHours((Window(start="05:30", minutes=61),)),
        OwnHours(limit=Limit(3, None)),
        OwnHours(limit=Limit(None, 90)),
        OwnHours((MORNING, EVENING), limit=Limit(1, None)),
        OwnHours(limit=Limit(-1, None)),
        OwnHours(limit=Limit(None, 0)),
    ],
)
def test_more_than_the_unit_above_allows_is_refused(session: Session, wanted: OwnHours) -> None:
    with pytest.raises(InvalidInput):
        set_sound_hours(session, LEADER, NORTH, wanted)


def test_a_device_is_held_to_it_too_and_by_every_way(session: Session) -> None:
    with pytest.raises(InvalidInput, match="2 sessions a day, 60 min a session"):
        set_sound_windows(session, LEADER, "loa", NORTH, [Window(start="00:00", minutes=1440)])
    set_sound_windows(session, LEADER, "loa", NORTH, [EVENING])
    with pytest.raises(NotAllowed):
        set_sound_hours(session, person("approver", SOUTH), NORTH, OwnHours())
    with pytest.raises(NotAllowed):
        set_sound_hours(session, person("technician", NORTH), NORTH, OwnHours())


def test_a_limit_that_comes_later_cuts_what_was_set_before(workshop: Workshop) -> None:
    with session_scope(workshop.engine) as session:
        set_sound_windows(session, LEADER, NORTH, NORTH, [MORNING, NOON, EVENING])
        set_sound_hours(session, CITY_LEADER, CITY, OwnHours(quiet=(NIGHT,), limit=Limit(2, 50)))
        assert own_hours(session, owner_of(session, LEADER, NORTH)).windows == (MORNING, NOON, EVENING)
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        stated = desired(session, "loa")
    assert stated.sound_windows == (Window(start="05:30", minutes=50), Window(start="11:30", minutes=50))
    assert stated.quiet_windows == (NIGHT,)


def test_the_strictest_holds() -> None:
    assert strictest([Limit(3, None), Limit(None, 30), Limit(2, 60)]) == Limit(2, 30)
    assert strictest([]) == Limit()
