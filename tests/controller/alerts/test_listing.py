"""Lists stay small however many alerts were ever sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event
from sqlmodel import Session, delete

from controller.alerts.listing import ALL, IN_FORCE, PAGE, SENT, headlines_of, list_alerts
from controller.alerts.models import AlertRow, AlertState, AlertTarget, AlertWords
from protocol.errors import NotFound
from tests.controller.places import CITY, NORTH, SOUTH, person, settle

OFFICER = person("operator")


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine, expire_on_commit=False) as session:
        settle(session)
        yield session


def put(session: Session, number: int, state: AlertState = "expired", unit_id: str = NORTH, at_ms: int = 0) -> str:
    alert_id = f"a-{number:05}"
    row = AlertRow(
        id=alert_id,
        state=state,
        status="Actual",
        event="Lũ",
        level=3,
        severity="Severe",
        lasts_ms=1,
        written_at_ms=at_ms,
    )
    session.add(row)
    session.flush()
    session.add(AlertTarget(alert_id=alert_id, unit_id=unit_id))
    session.add(AlertWords(alert_id=alert_id, language="vi", position=0, headline=f"Lũ {number}"))
    session.add(AlertWords(alert_id=alert_id, language="en", position=1, headline=f"Flood {number}"))
    return alert_id


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """The statements of the block."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_a_year_of_alerts_costs_the_bar_and_the_list_no_more_than_a_day(session: Session) -> None:
    for number in range(400):
        put(session, number, at_ms=number)
    in_force = put(session, 400, "active", at_ms=0)
    session.flush()
    session.expunge_all()
    with counted(session) as statements:
        bar = list_alerts(session, OFFICER, states=IN_FORCE)
        titles = headlines_of(session, bar)
    assert ([row.id for row in bar], titles) == ([in_force], {in_force: "Lũ 400"})
    assert len(session.identity_map) <= 1 + 3, "one alert, and the three units of the tree"
    with counted(session) as again:
        page = list_alerts(session, OFFICER, states=SENT)
        assert len(headlines_of(session, page)) == PAGE
    assert len(statements) <= 4
    assert len(again) <= len(statements)
    assert [row.written_at_ms for row in page] == list(range(399, 399 - PAGE, -1))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    alerts=st.lists(
        st.tuples(st.sampled_from(ALL), st.sampled_from((CITY, NORTH, SOUTH)), st.integers(0, 3)), max_size=20
    ),
    most=st.integers(1, 7),
)
def test_pages_one_after_another_are_the_whole_list_once(
    session: Session, alerts: list[tuple[AlertState, str, int]], most: int
) -> None:
    for table in (AlertWords, AlertTarget, AlertRow):
        session.exec(delete(table))
    for number, (state, unit_id, at_ms) in enumerate(alerts):
        put(session, number, state, unit_id, at_ms)
    session.flush()
    actor = person("auditor", SOUTH)
    shown: list[str] = []
    while page := list_alerts(session, actor, states=SENT, before=shown[-1] if shown else "", most=most):
        shown += [row.id for row in page]
    wanted = [
        (at_ms, f"a-{number:05}")
        for number, (state, unit_id, at_ms) in enumerate(alerts)
        if state in SENT and unit_id != NORTH
    ]
    assert shown == [alert_id for _, alert_id in sorted(wanted, reverse=True)]


def test_nobody_pages_from_an_alert_that_is_not_theirs(session: Session) -> None:
    alert_id = put(session, 1, unit_id=NORTH)
    session.flush()
    with pytest.raises(NotFound):
        list_alerts(session, person("auditor", SOUTH), before=alert_id)
