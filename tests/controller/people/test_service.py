"""Signing in and out, lockout, tokens, and who may make whom."""

import pytest

from controller.people import service
from controller.people.actor import THE_SYSTEM, Actor
from controller.people.service import FAILURES_BEFORE_LOCK, LOCK_MS, SESSION_MS, Refused, SignedIn
from protocol.errors import Conflict, InvalidInput, NotAllowed, NotFound

PASSWORD = "mot cau that dai"
NOW = 1_800_000_000_000
COMMUNE, CITY = "25195-20250701", "75-20260430"


def test_the_right_password_opens_a_session(units, lan):
    entered = service.sign_in(units, " LAN ", PASSWORD, NOW)
    assert isinstance(entered, SignedIn)
    assert service.user_of_session(units, entered.token, NOW).id == lan.id


@pytest.mark.parametrize(("login", "password"), [("lan", "wrong"), ("nobody", PASSWORD), ("lan", "")])
def test_wrong_ones_get_the_same_answer(units, lan, login, password):
    assert service.sign_in(units, login, password, NOW) == service.WRONG


def test_the_lock_comes_after_some_failures_and_goes_by_itself(units, lan):
    for _ in range(FAILURES_BEFORE_LOCK):
        assert service.sign_in(units, "lan", "wrong", NOW) == service.WRONG
    locked = service.sign_in(units, "lan", PASSWORD, NOW + 1)
    assert isinstance(locked, Refused)
    assert "5 phút" in locked.words.vi
    assert isinstance(service.sign_in(units, "lan", PASSWORD, NOW + LOCK_MS), SignedIn)


def test_a_right_password_forgets_the_failures(units, lan):
    for _ in range(FAILURES_BEFORE_LOCK - 1):
        service.sign_in(units, "lan", "wrong", NOW)
    service.sign_in(units, "lan", PASSWORD, NOW)
    assert lan.failures == 0


def test_a_session_ends_by_sign_out_time_or_disabling(units, lan):
    token = service.sign_in(units, "lan", PASSWORD, NOW).token
    assert service.user_of_session(units, token, NOW + SESSION_MS) is None
    lan.disabled = True
    assert service.user_of_session(units, token, NOW) is None
    assert service.sign_in(units, "lan", PASSWORD, NOW) == service.WRONG
    lan.disabled = False
    service.sign_out(units, token)
    assert service.user_of_session(units, token, NOW) is None


def test_no_secret_is_stored(units, lan):
    token = service.sign_in(units, "lan", PASSWORD, NOW).token
    api_token = service.create_api_token(units, lan, "script", NOW)
    held = "".join(str(row) for table in ("login_session", "api_token") for row in _rows(units, table))
    assert token not in held
    assert api_token not in held
    assert lan.password_hash.startswith("$argon2id$")


def test_an_api_token_acts_for_its_person_for_a_year(units, lan):
    token = service.create_api_token(units, lan, "script", NOW)
    assert service.user_of_api_token(units, token, NOW).id == lan.id
    assert service.user_of_api_token(units, token, NOW + service.API_TOKEN_MS) is None
    assert service.user_of_session(units, token, NOW) is None


def test_a_login_is_given_once(units, lan):
    with pytest.raises(Conflict):
        _create(units, THE_SYSTEM, login="LAN")


def test_a_short_password_and_an_unknown_unit_are_refused(units):
    with pytest.raises(InvalidInput):
        _create(units, THE_SYSTEM, password="short")
    with pytest.raises(NotFound):
        _create(units, THE_SYSTEM, unit_id="25195")


def test_only_who_looks_after_people_makes_them_and_only_below(units, lan):
    with pytest.raises(NotAllowed):
        _create(units, lan.actor)
    with pytest.raises(NotAllowed):
        _create(units, Actor(1, "administrator", COMMUNE), unit_id=CITY)
    assert _create(units, Actor(1, "administrator", CITY)).unit_id == COMMUNE


def test_people_are_listed_by_who_looks_after_them(units, lan):
    assert [user.login for user in service.list_users(units, Actor(1, "administrator", CITY))] == ["lan"]
    assert service.list_users(units, Actor(1, "administrator", "25198-20250701")) == []
    assert service.list_users(units, lan.actor) == []


def _create(session, actor, **changed):
    wanted = {"login": "minh", "full_name": "Minh", "password": PASSWORD, "role": "editor", "unit_id": COMMUNE}
    return service.create_user(session, actor, **(wanted | changed))


def _rows(session, table):
    return session.connection().exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608
