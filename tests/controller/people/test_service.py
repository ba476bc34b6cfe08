"""Who may make, grant, reset and disable whom; and the tokens of programs."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import Session

from controller.people import api_tokens, service
from controller.people.actor import THE_SYSTEM, Actor, may
from controller.people.models import User
from controller.people.rights import Grant
from controller.people.scope import visible_units
from controller.people.signing_in import WRONG, sign_in
from protocol.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tests.controller.people.conftest import PASSWORD

NOW = 1_800_000_000_000
COMMUNE, CITY, NEIGHBOUR = "25195-20250701", "75-20260430", "25210-20250701"
ADMIN = Actor(999, "administrator", CITY)
LOCAL = Actor(998, "administrator", COMMUNE)


def create(session: Session, actor: Actor, **changed: Any) -> User:
    wanted = {"login": "minh", "full_name": "Minh", "password": PASSWORD, "role": "editor", "unit_id": COMMUNE}
    return service.create_user(session, actor, **(wanted | changed))


def test_a_login_is_given_once(units: Session, lan: User) -> None:
    with pytest.raises(Conflict):
        create(units, THE_SYSTEM, login="LAN")


def test_a_weak_password_and_an_unknown_unit_are_refused(units: Session) -> None:
    for weak in ("short", "matkhau123456", "Minh Minh Minh"):
        with pytest.raises(InvalidInput):
            create(units, THE_SYSTEM, password=weak)
    with pytest.raises(NotFound):
        create(units, THE_SYSTEM, unit_id="25195")


def test_nobody_signs_in_without_a_password(units: Session) -> None:
    assert create(units, THE_SYSTEM, password="").password_hash == ""
    for guess in ("", "nobody has this password"):
        assert sign_in(units, "minh", guess, NOW) == WRONG


def test_only_who_looks_after_people_makes_them_and_only_below(units: Session, lan: User) -> None:
    with pytest.raises(NotAllowed):
        create(units, service.actor_of(units, lan))
    with pytest.raises(NotAllowed):
        create(units, LOCAL, unit_id=CITY)
    assert create(units, ADMIN).unit_id == COMMUNE


def test_people_are_listed_found_and_paged_by_who_looks_after_them(units: Session, lan: User) -> None:
    create(units, THE_SYSTEM, full_name="Lê Văn Minh")
    assert [user.login for user in service.list_users(units, ADMIN)] == ["lan", "minh"]
    assert [user.login for user in service.list_users(units, ADMIN, words="văn")] == ["minh"]
    assert service.list_users(units, ADMIN, words="%") == []
    assert [user.login for user in service.list_users(units, ADMIN, after="lan", most=1)] == ["minh"]
    assert service.list_users(units, Actor(1, "administrator", NEIGHBOUR)) == []
    assert service.list_users(units, service.actor_of(units, lan)) == []
    with pytest.raises(NotFound):
        service.find_user(units, Actor(1, "administrator", NEIGHBOUR), lan.id or 0)


def test_further_grants_are_given_and_taken(units: Session, lan: User) -> None:
    service.add_grant(units, ADMIN, lan.id or 0, "approver", NEIGHBOUR)
    service.add_grant(units, ADMIN, lan.id or 0, "approver", NEIGHBOUR)
    service.add_grant(units, ADMIN, lan.id or 0, "operator", COMMUNE)
    actor = service.actor_of(units, lan)
    assert actor.grants == (Grant("operator", COMMUNE), Grant("approver", NEIGHBOUR))
    assert COMMUNE not in (publishes := visible_units(units, actor, "publish")) and NEIGHBOUR in publishes
    service.remove_grant(units, ADMIN, lan.id or 0, "approver", NEIGHBOUR)
    assert not may(service.actor_of(units, lan), "publish")


def test_nobody_grants_beyond_their_own_units(units: Session, lan: User) -> None:
    with pytest.raises(NotAllowed):
        service.add_grant(units, LOCAL, lan.id or 0, "editor", CITY)
    with pytest.raises(NotAllowed):
        service.change_user(units, LOCAL, lan.id or 0, full_name="Lan", role="operator", unit_id=NEIGHBOUR)


def test_whose_rights_go_beyond_ones_own_is_out_of_reach(units: Session, lan: User) -> None:
    """Else a commune's administrator could reset the password of somebody who may warn the whole city."""
    service.add_grant(units, ADMIN, lan.id or 0, "operator", CITY)
    for attempt in (
        lambda: service.give_code(units, LOCAL, lan.id or 0, NOW),
        lambda: service.set_disabled(units, LOCAL, lan.id or 0, disabled=True),
        lambda: service.take_second_factor(units, LOCAL, lan.id or 0),
        lambda: service.remove_grant(units, LOCAL, lan.id or 0, "operator", CITY),
        lambda: service.change_user(units, LOCAL, lan.id or 0, full_name="Lan", role="administrator", unit_id=COMMUNE),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert service.change_user(units, LOCAL, lan.id or 0, full_name="Lan Anh", role="operator", unit_id=COMMUNE)
    service.set_disabled(units, ADMIN, lan.id or 0, disabled=True)


def test_nobody_changes_their_own_rights(units: Session) -> None:
    admin = create(units, THE_SYSTEM, login="an", role="administrator")
    actor = service.actor_of(units, admin)
    for attempt in (
        lambda: service.set_disabled(units, actor, admin.id or 0, disabled=True),
        lambda: service.add_grant(units, actor, admin.id or 0, "editor", COMMUNE),
        lambda: service.give_code(units, actor, admin.id or 0, NOW),
        lambda: service.change_user(units, actor, admin.id or 0, full_name="An", role="editor", unit_id=COMMUNE),
    ):
        with pytest.raises(Conflict):
            attempt()


def test_a_disabled_person_and_their_programs_are_out_until_enabled(units: Session, lan: User) -> None:
    token = service.create_api_token(units, lan, "script", NOW)
    service.set_disabled(units, ADMIN, lan.id or 0, disabled=True)
    assert service.user_of_api_token(units, token, NOW) is None
    assert sign_in(units, "lan", PASSWORD, NOW) == WRONG
    service.set_disabled(units, ADMIN, lan.id or 0, disabled=False)
    assert service.user_of_api_token(units, token, NOW) is not None


def test_an_api_token_acts_for_its_person_for_a_year(units: Session, lan: User) -> None:
    token = service.create_api_token(units, lan, "script", NOW)
    assert service.user_of_api_token(units, token, NOW).id == lan.id  # type: ignore[union-attr]
    assert service.user_of_api_token(units, token, NOW + service.API_TOKEN_MS) is None


def test_a_narrowed_token_does_less_and_loses_what_its_person_loses(units: Session, lan: User) -> None:
    actor = service.actor_of(units, lan)
    issued = api_tokens.issue(units, actor, lan, "tin", Grant("editor", COMMUNE), 30, NOW)
    held, person = service.find_api_token(units, issued, NOW)  # type: ignore[misc]
    narrowed = service.actor_of(units, person, held)
    assert (may(narrowed, "write"), may(narrowed, "alert")) == (True, False)
    lan.role = "technician"
    assert not may(service.actor_of(units, person, held), "write")
    with pytest.raises(NotAllowed):
        api_tokens.issue(units, narrowed, lan, "wider", None, 30, NOW)
    with pytest.raises(NotAllowed):
        api_tokens.revoke(units, narrowed, lan.id or 0, api_tokens.ref_of(held))
    with pytest.raises(NotAllowed):
        api_tokens.issue(units, actor, lan, "far", Grant("editor", NEIGHBOUR), 30, NOW)


def test_a_token_is_revoked_by_its_person_alone(units: Session, lan: User) -> None:
    token = service.create_api_token(units, lan, "script", NOW)
    [held] = api_tokens.tokens_of(units, lan.id or 0)
    actor = service.actor_of(units, lan)
    for user_id, ref in (((lan.id or 0) + 1, api_tokens.ref_of(held)), (lan.id or 0, "")):
        with pytest.raises(NotFound):
            api_tokens.revoke(units, actor, user_id, ref)
    api_tokens.revoke(units, actor, lan.id or 0, api_tokens.ref_of(held))
    assert service.user_of_api_token(units, token, NOW) is None
