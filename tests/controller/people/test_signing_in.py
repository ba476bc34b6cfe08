"""Password, second factor, one-time code, sessions."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from controller.people import second_factor, service
from controller.people.actor import THE_SYSTEM
from controller.people.codes import LETTERS, new_code, typed
from controller.people.models import User
from controller.people.sessions import (
    CODE_MS,
    SESSION_MS,
    Came,
    end_session,
    end_sessions,
    find_session,
    forget_over,
    sessions_of,
    sign_out,
    user_of_session,
)
from controller.people.signing_in import (
    TOO_LATE,
    WRONG,
    WRONG_CODE,
    WRONG_ONE_TIME_CODE,
    Refused,
    SignedIn,
    change_password,
    enter_code,
    prove,
    sign_in,
    sign_in_by_code,
)
from controller.people.totp import STEP_MS, code_at
from protocol.errors import Conflict, InvalidInput, NotFound
from tests.controller.people.conftest import PASSWORD

NOW = 1_800_000_000_000
MINUTE_MS = 60_000
NEW = "con trau an lua chin"
HERE = Came("192.0.2.7", "Firefox")


def entered(session: Session, now_ms: int = NOW, password: str = PASSWORD) -> SignedIn:
    result = sign_in(session, "lan", password, now_ms, HERE)
    assert isinstance(result, SignedIn), result
    return result


def with_factor(session: Session, user: User) -> tuple[str, list[str]]:
    secret = second_factor.begin(session, user)
    return secret, second_factor.confirm(session, user, code_at(secret, NOW // STEP_MS - 1), NOW)


def test_the_right_password_opens_a_session_that_knows_where_it_is(units: Session, lan: User) -> None:
    token = sign_in(units, " LAN ", PASSWORD, NOW, HERE).token  # type: ignore[union-attr]
    assert user_of_session(units, token, NOW).id == lan.id  # type: ignore[union-attr]
    [held] = sessions_of(units, lan.id or 0, NOW)
    assert (held.address, held.browser, held.began_at_ms, lan.signed_in_at_ms) == ("192.0.2.7", "Firefox", NOW, NOW)


@pytest.mark.parametrize(("login", "password"), [("lan", "wrong"), ("nobody", PASSWORD), ("lan", "")])
def test_wrong_ones_get_the_same_answer(units: Session, lan: User, login: str, password: str) -> None:
    assert sign_in(units, login, password, NOW) == WRONG


@pytest.mark.parametrize("login", ["lan", "nobody"])
def test_each_wrong_one_after_the_fifth_makes_the_wait_longer(units: Session, lan: User, login: str) -> None:
    now_ms = NOW
    for number in range(1, 9):
        assert sign_in(units, login, "wrong", now_ms, HERE) == WRONG
        now_ms += {5: 1, 6: 2, 7: 4}.get(number, 0) * MINUTE_MS
    locked = sign_in(units, login, PASSWORD, now_ms, HERE)
    assert isinstance(locked, Refused)
    assert "sau 8 phút" in locked.words.vi


def test_a_right_password_forgets_the_failures(units: Session, lan: User) -> None:
    for _ in range(4):
        sign_in(units, "lan", "wrong", NOW, HERE)
    entered(units)
    for _ in range(4):
        assert sign_in(units, "lan", "wrong", NOW, HERE) == WRONG
    entered(units)


def test_a_session_ends_by_sign_out_time_or_disabling(units: Session, lan: User) -> None:
    token = entered(units).token
    assert user_of_session(units, token, NOW + SESSION_MS) is None
    lan.disabled = True
    assert user_of_session(units, token, NOW) is None
    assert sign_in(units, "lan", PASSWORD, NOW) == WRONG
    lan.disabled = False
    sign_out(units, token)
    assert user_of_session(units, token, NOW) is None


def test_everywhere_means_everywhere_but_here(units: Session, lan: User) -> None:
    here, there = entered(units).token, entered(units).token
    end_sessions(units, lan.id or 0, but=here)
    assert user_of_session(units, there, NOW) is None
    assert user_of_session(units, here, NOW) is not None
    end_sessions(units, lan.id or 0)
    assert user_of_session(units, here, NOW) is None


def test_one_browser_is_signed_out_by_its_owner_alone(units: Session, lan: User) -> None:
    token = entered(units).token
    [held] = sessions_of(units, lan.id or 0, NOW)
    ref = held.token_sha256[:12]
    for user_id, named in (((lan.id or 0) + 1, ref), (lan.id or 0, ref[:4]), (lan.id or 0, "%")):
        with pytest.raises(NotFound):
            end_session(units, user_id, named)
    end_session(units, lan.id or 0, ref)
    assert user_of_session(units, token, NOW) is None


def test_what_ran_out_is_removed(units: Session, lan: User) -> None:
    entered(units)
    forget_over(units, NOW + SESSION_MS)
    assert sessions_of(units, lan.id or 0, 0) == []


def test_with_a_second_factor_the_password_alone_opens_nothing(units: Session, lan: User) -> None:
    secret, _ = with_factor(units, lan)
    half = entered(units)
    assert half.awaits_code
    assert user_of_session(units, half.token, NOW) is None
    assert sessions_of(units, lan.id or 0, NOW) == []
    whole = enter_code(units, half.token, f" {code_at(secret, NOW // STEP_MS)} ", NOW, HERE)
    assert isinstance(whole, SignedIn)
    assert whole.token != half.token
    assert user_of_session(units, whole.token, NOW) is not None
    assert find_session(units, half.token, NOW, awaits_code=True) is None


def test_a_code_is_taken_once_and_wrong_ones_lock(units: Session, lan: User) -> None:
    secret, _ = with_factor(units, lan)
    code = code_at(secret, NOW // STEP_MS)
    assert isinstance(enter_code(units, entered(units).token, code, NOW), SignedIn)
    half = entered(units).token
    for _ in range(5):
        assert enter_code(units, half, code, NOW, HERE) == WRONG_CODE
    locked = enter_code(units, half, code_at(secret, NOW // STEP_MS + 1), NOW, HERE)
    assert isinstance(locked, Refused)
    assert "tạm khóa" in locked.words.vi


def test_the_right_password_alone_does_not_forget_wrong_codes(units: Session, lan: User) -> None:
    with_factor(units, lan)
    for _ in range(4):
        assert enter_code(units, entered(units).token, "000000", NOW, HERE) == WRONG_CODE
    assert enter_code(units, entered(units).token, "000000", NOW, HERE) == WRONG_CODE
    assert isinstance(sign_in(units, "lan", PASSWORD, NOW, HERE), Refused)


def test_five_minutes_after_the_password_it_is_too_late(units: Session, lan: User) -> None:
    secret, _ = with_factor(units, lan)
    half, later = entered(units).token, NOW + CODE_MS
    assert enter_code(units, half, code_at(secret, later // STEP_MS), later) == TOO_LATE
    assert enter_code(units, "", "000000", NOW) == TOO_LATE


def test_a_recovery_code_is_good_once_however_it_is_typed(units: Session, lan: User) -> None:
    _, codes = with_factor(units, lan)
    assert (len(codes), second_factor.codes_left(units, lan)) == (10, 10)
    given = codes[3].lower().replace("-", " ")
    assert isinstance(enter_code(units, entered(units).token, given, NOW), SignedIn)
    assert second_factor.codes_left(units, lan) == 9
    assert enter_code(units, entered(units).token, given, NOW) == WRONG_CODE


def test_new_recovery_codes_take_the_place_of_the_old(units: Session, lan: User) -> None:
    _, old = with_factor(units, lan)
    new = second_factor.new_recovery_codes(units, lan)
    assert not second_factor.takes(units, lan, old[0], NOW)
    assert second_factor.takes(units, lan, new[0], NOW)


def test_a_factor_counts_only_once_it_was_seen_to_work(units: Session, lan: User) -> None:
    secret = second_factor.begin(units, lan)
    assert not entered(units).awaits_code
    with pytest.raises(InvalidInput):
        second_factor.confirm(units, lan, "000000" if code_at(secret, NOW // STEP_MS) != "000000" else "1", NOW)
    second_factor.confirm(units, lan, code_at(secret, NOW // STEP_MS), NOW)
    assert entered(units).awaits_code
    with pytest.raises(Conflict):
        second_factor.begin(units, lan)
    second_factor.drop(units, lan)
    assert not entered(units).awaits_code


def test_a_one_time_code_is_traded_for_a_password_once(units: Session, lan: User) -> None:
    before = entered(units).token
    code = service.give_code(units, THE_SYSTEM, lan.id or 0, NOW)
    assert user_of_session(units, before, NOW) is None
    assert sign_in(units, "lan", PASSWORD, NOW) == WRONG
    with pytest.raises(InvalidInput):
        sign_in_by_code(units, "lan", code, "short", NOW)
    assert sign_in_by_code(units, "lan", "AAAA-BBBB-CCCC", NEW, NOW) == WRONG_ONE_TIME_CODE
    assert sign_in_by_code(units, "nobody", code, NEW, NOW) == WRONG_ONE_TIME_CODE
    assert sign_in_by_code(units, "lan", "", NEW, NOW) == WRONG_ONE_TIME_CODE
    assert isinstance(sign_in_by_code(units, "lan", code.lower(), NEW, NOW), SignedIn)
    assert sign_in_by_code(units, "lan", code, NEW, NOW) == WRONG_ONE_TIME_CODE
    entered(units, password=NEW)


def test_a_one_time_code_runs_out_and_does_not_pass_by_the_second_factor(units: Session, lan: User) -> None:
    code = service.give_code(units, THE_SYSTEM, lan.id or 0, NOW)
    assert sign_in_by_code(units, "lan", code, NEW, NOW + service.CODE_MS) == WRONG_ONE_TIME_CODE
    with_factor(units, lan)
    result = sign_in_by_code(units, "lan", code, NEW, NOW)
    assert isinstance(result, SignedIn)
    assert result.awaits_code


def test_a_new_password_signs_out_the_other_browsers(units: Session, lan: User) -> None:
    lan.must_change = True
    here, there = entered(units).token, entered(units).token
    wrong = change_password(units, lan, "wrong", NEW, NOW, here=here)
    assert wrong is not None
    assert "không đúng" in wrong.words.vi
    with pytest.raises(InvalidInput):
        change_password(units, lan, PASSWORD, "lan lan lan 12", NOW, here=here)
    assert change_password(units, lan, PASSWORD, NEW, NOW, here=here) is None
    assert user_of_session(units, here, NOW) is not None
    assert user_of_session(units, there, NOW) is None
    assert not lan.must_change
    entered(units, password=NEW)


def test_guessing_the_present_password_is_counted_too(units: Session, lan: User) -> None:
    for _ in range(5):
        change_password(units, lan, "wrong", NEW, NOW, HERE)
    for locked in (change_password(units, lan, PASSWORD, NEW, NOW, HERE), prove(units, lan, PASSWORD, NOW, HERE)):
        assert locked is not None
        assert "tạm khóa" in locked.words.vi


def test_a_reset_by_an_administrator_unlocks(units: Session, lan: User) -> None:
    for _ in range(5):
        sign_in(units, "lan", "wrong", NOW, HERE)
    code = service.give_code(units, THE_SYSTEM, lan.id or 0, NOW)
    assert isinstance(sign_in_by_code(units, "lan", code, NEW, NOW, HERE), SignedIn)


def test_no_code_fits_a_factor_that_is_gone(units: Session, lan: User) -> None:
    with_factor(units, lan)
    half = entered(units).token
    second_factor.drop(units, lan)
    assert enter_code(units, half, code_at("", NOW // STEP_MS), NOW, HERE) == WRONG_CODE


def test_codes_have_no_letters_that_are_mistaken() -> None:
    assert not set("01ILOU") & set(LETTERS)
    assert len({new_code() for _ in range(100)}) == 100
    assert typed(" k7qm-2rxd 9ftp") == "K7QM2RXD9FTP"


def test_no_secret_is_stored(units: Session, lan: User) -> None:
    token = entered(units).token
    api_token = service.create_api_token(units, lan, "script", NOW)
    _, codes = with_factor(units, lan)
    one_time = service.give_code(units, THE_SYSTEM, lan.id or 0, NOW)
    tables = ("login_session", "api_token", "recovery_code", "user_account")
    held = "".join(str(row) for table in tables for row in _rows(units, table))
    for secret in (token, api_token, one_time, typed(one_time), codes[0], typed(codes[0])):
        assert secret not in held


def _rows(session: Session, table: str) -> list[object]:
    return list(session.connection().exec_driver_sql(f"SELECT * FROM {table}").all())  # noqa: S608
