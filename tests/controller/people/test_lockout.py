"""The growing wait, for logins and for addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from controller.people import failures
from controller.people.lockout import A_DAY, A_MINUTE, AN_HOUR, OF_A_LOGIN, OF_A_LOGIN_THERE, OF_AN_ADDRESS
from controller.people.models import SignInFailures

NOW = 1_800_000_000_000
MINUTES = [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]


def test_from_the_fifth_on_the_wait_doubles_up_to_an_hour() -> None:
    assert [OF_A_LOGIN_THERE.wait_ms(number) // A_MINUTE for number in range(len(MINUTES))] == MINUTES
    assert OF_AN_ADDRESS.wait_ms(29) == 0
    assert OF_AN_ADDRESS.wait_ms(30) == A_MINUTE


@given(st.integers(0, 10**9))
def test_the_wait_never_shrinks_and_never_grows_beyond_an_hour(number: int) -> None:
    assert OF_A_LOGIN.wait_ms(number) <= OF_A_LOGIN.wait_ms(number + 1) <= AN_HOUR


def test_failures_of_yesterday_are_forgotten() -> None:
    assert OF_A_LOGIN.counted(7, NOW, NOW + A_DAY) == 8
    assert OF_A_LOGIN.counted(7, NOW, NOW + A_DAY + 1) == 1


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.7", "address 192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "address 2001:db8:1:2::"),
        ("2001:db8:1:2::9", "address 2001:db8:1:2::"),
        ("testclient", "address testclient"),
    ],
)
def test_an_address_is_counted_by_its_network(address: str, key: str) -> None:
    assert key in failures.keys_of("lan", address)


def test_a_login_and_an_address_are_counted_apart(session: Session) -> None:
    for number in range(29):
        failures.count(session, f"nobody-{number}", "192.0.2.7", NOW)
    assert failures.locked_until_ms(session, "lan", "192.0.2.7") == 0
    failures.count(session, "lan", "192.0.2.7", NOW)
    assert failures.locked_until_ms(session, "minh", "192.0.2.7") == NOW + A_MINUTE
    assert failures.locked_until_ms(session, "lan", "192.0.2.8") == 0
    failures.forgive(session, "lan", "192.0.2.7")
    assert failures.locked_until_ms(session, "lan", "192.0.2.7") == NOW + A_MINUTE


def test_a_login_is_locked_whether_it_exists_or_not(session: Session) -> None:
    for _ in range(5):
        failures.count(session, " NOBODY", "192.0.2.9", NOW)
    assert failures.locked_until_ms(session, "nobody", "192.0.2.9") == NOW + A_MINUTE


def test_guessing_wrongly_on_purpose_keeps_nobody_out_elsewhere(session: Session) -> None:
    for _ in range(29):
        failures.count(session, "lan", "203.0.113.5", NOW)
    assert failures.locked_until_ms(session, "lan", "203.0.113.5") > NOW
    assert failures.locked_until_ms(session, "lan", "192.0.2.7") == 0
    failures.forgive(session, "lan", "192.0.2.7")
    assert failures.locked_until_ms(session, "lan", "203.0.113.5") > NOW, "who guesses there is not forgiven"


def test_guessing_from_everywhere_locks_the_login_until_it_is_forgiven(session: Session) -> None:
    for number in range(50):
        failures.count(session, "lan", f"203.0.113.{number}", NOW)
    assert failures.locked_until_ms(session, "lan", "192.0.2.7") == NOW + A_MINUTE
    failures.forgive_everywhere(session, "LAN")
    assert failures.locked_until_ms(session, "lan", "203.0.113.1") == 0


def test_old_ones_are_removed(session: Session) -> None:
    failures.count(session, "lan", "192.0.2.7", NOW)
    failures.forget_old(session, NOW + A_DAY)
    assert len(session.exec(select(SignInFailures)).all()) == 3
    failures.forget_old(session, NOW + A_DAY + 1)
    assert session.exec(select(SignInFailures)).all() == []
