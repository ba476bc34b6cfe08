"""Browsers on their way: each state once, in its browser, in time; on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, func, select

from controller.oidc.models import ProviderVisit
from controller.oidc.visits import MOST_FROM_AN_ADDRESS, VISIT_MS, NoVisit, challenge_of, forget_visits, send, take
from protocol.ids import EpochMs

ISSUER = "https://id.example"
NOW = EpochMs(1_800_000_000_000)


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    return any_engine


@pytest.fixture
def as_if_just_started() -> None:
    """No panel here."""


def waiting(session: Session) -> int:
    return session.exec(select(func.count()).select_from(ProviderVisit)).one()


def test_the_example_of_the_standard() -> None:
    """RFC 7636, appendix B."""
    assert challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_a_visit_ends_once(session: Session) -> None:
    sent = send(session, ISSUER, "browser", "10.0.0.1", NOW)
    visit = take(session, ISSUER, sent.state, "browser", NOW)
    assert (visit.nonce, challenge_of(visit.verifier)) == (sent.nonce, sent.challenge)
    with pytest.raises(NoVisit):
        take(session, ISSUER, sent.state, "browser", NOW)


def test_another_browser_another_issuer_and_a_made_up_state_end_nothing(session: Session) -> None:
    sent = send(session, ISSUER, "browser", "10.0.0.1", NOW)
    for issuer, state, browser in (
        (ISSUER, sent.state, "thief"),
        (ISSUER, sent.state, ""),
        ("https://other.example", sent.state, "browser"),
        (ISSUER, "", "browser"),
    ):
        with pytest.raises(NoVisit):
            take(session, issuer, state, browser, NOW)
    take(session, ISSUER, sent.state, "browser", NOW)


def test_who_is_too_late_begins_again(session: Session) -> None:
    sent = send(session, ISSUER, "browser", "10.0.0.1", NOW)
    with pytest.raises(NoVisit):
        take(session, ISSUER, sent.state, "browser", EpochMs(NOW + VISIT_MS))


def test_nothing_of_what_proves_a_visit_is_kept_but_its_hash(session: Session) -> None:
    sent = send(session, ISSUER, "browser", "10.0.0.1", NOW)
    row = session.exec(select(ProviderVisit)).one()
    assert sent.state not in str(row.model_dump())
    assert "browser" not in row.model_dump().values()


def test_an_address_keeps_so_many_waiting_and_no_more(session: Session) -> None:
    first = send(session, ISSUER, "browser", "10.0.0.1", NOW)
    other = send(session, ISSUER, "browser", "10.0.0.2", NOW)
    for later in range(MOST_FROM_AN_ADDRESS):
        send(session, ISSUER, "browser", "10.0.0.1", EpochMs(NOW + 1 + later))
    assert waiting(session) == MOST_FROM_AN_ADDRESS + 1
    with pytest.raises(NoVisit):
        take(session, ISSUER, first.state, "browser", NOW)
    take(session, ISSUER, other.state, "browser", NOW)


def test_visits_nobody_came_back_from_are_forgotten(session: Session) -> None:
    send(session, ISSUER, "browser", "10.0.0.1", NOW)
    send(session, ISSUER, "browser", "10.0.0.1", EpochMs(NOW + 1))
    forget_visits(session, EpochMs(NOW + VISIT_MS))
    assert waiting(session) == 1
