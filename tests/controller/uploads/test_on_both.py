"""What rows there are of files on their way in, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from controller.people.actor import THE_SYSTEM, Actor
from controller.people.service import create_user
from controller.uploads import service
from protocol.errors import InvalidInput, NotAllowed, NotFound
from protocol.ids import EpochMs
from protocol.limits import LIMITS
from protocol.timers import UPLOAD_KEPT_S
from tests.controller.places import NORTH, settle

NOW = EpochMs(1_800_000_000_000)
KEPT_MS = round(UPLOAD_KEPT_S * 1000)


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    return any_engine


@pytest.fixture
def actor(session: Session) -> Actor:
    settle(session)
    user = create_user(
        session, THE_SYSTEM, login="an", full_name="An", password="mot cau that dai", role="editor", unit_id=NORTH
    )
    return Actor(user.id, "editor", NORTH)


def test_it_is_kept_while_it_goes_on(session: Session, actor: Actor) -> None:
    one = service.begin(session, actor, "phim.mp4", 100, NOW)
    assert service.expired(session, EpochMs(NOW + KEPT_MS - 1)) == []
    service.keep_alive(session, one.id, EpochMs(NOW + 1000))
    assert service.expired(session, EpochMs(NOW + KEPT_MS)) == []
    assert service.expired(session, EpochMs(NOW + KEPT_MS + 1000)) == [one.id]
    service.forget(session, one.id)
    service.forget(session, one.id)
    assert service.known(session) == frozenset()
    with pytest.raises(NotFound):
        service.find(session, actor, one.id)


def test_bounds_are_a_persons_own(session: Session, actor: Actor) -> None:
    for size in (0, -1, LIMITS.media_bytes + 1):
        with pytest.raises(InvalidInput):
            service.begin(session, actor, "phim.mp4", size, NOW)
    for _ in range(LIMITS.uploads_a_person):
        service.begin(session, actor, "phim.mp4", 1, NOW)
    with pytest.raises(InvalidInput):
        service.begin(session, actor, "phim.mp4", 1, NOW)
    with pytest.raises(NotAllowed):
        service.begin(session, THE_SYSTEM, "phim.mp4", 1, NOW)
    assert len(service.list_arrivals(session, actor)) == LIMITS.uploads_a_person
