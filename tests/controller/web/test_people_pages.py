"""The people of one's units over real HTTP."""

from __future__ import annotations

import re

import httpx
import pytest

from controller.db import session_scope
from controller.people.actor import THE_SYSTEM
from controller.people.service import create_user, find_user
from controller.people.signing_in import by_login
from tests.controller.web.running import CITY, COMMUNE, PASSWORD, Running, form_of, running

__all__ = ["running"]
NEIGHBOUR = "25210-20250701"
PERSON = {"login": "Minh", "full_name": "Lê Văn Minh", "role": "editor", "unit_id": COMMUNE}


@pytest.fixture(scope="module")
def minh(running: Running) -> int:
    """Added in the panel; the code was shown once."""
    with running.signed_in("administrator") as client:
        shown = client.post("/people/new", data={**form_of(client, "/people/new"), **PERSON})
    assert shown.status_code == 200
    assert re.search(r'<code id="code">[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}</code>', shown.text)
    with session_scope(running.app.state.engine, writes=False) as session:
        user = by_login(session, "minh")
        assert user is not None
        return user.id or 0


def send(client: httpx.Client, path: str, **data: str) -> httpx.Response:
    return client.post(path, data={**form_of(client, "/people/new"), **data})


def test_people_are_listed_searched_and_opened(running: Running, minh: int) -> None:
    with running.signed_in("administrator") as client:
        page = client.get("/people").text
        assert "Lê Văn Minh" in page
        assert "chưa bao giờ" in page
        assert "Lê Văn Minh" not in client.get("/people", params={"q": "nobody"}).text
        person = client.get(f"/people/{minh}").text
        assert "đang chờ mã một lần" in person
        assert 'href="/people"' in client.get("/").text


def test_a_taken_user_name_comes_back_with_what_was_typed(running: Running, minh: int) -> None:
    with running.signed_in("administrator") as client:
        again = send(client, "/people/new", **{**PERSON, "full_name": "Người Khác"})
    assert again.status_code == 409
    assert 'value="Người Khác"' in again.text
    assert "đã có người dùng" in again.text


def test_rights_are_given_and_taken(running: Running, minh: int) -> None:
    with running.signed_in("administrator") as client:
        send(client, f"/people/{minh}/grants", role="approver", unit_id=NEIGHBOUR)
        assert "và 1 quyền khác" in client.get("/people").text
        assert "Thu hồi" in client.get(f"/people/{minh}").text
        send(client, f"/people/{minh}/grants/remove", role="approver", unit_id=NEIGHBOUR)
        assert "Thu hồi" not in client.get(f"/people/{minh}").text
        send(client, f"/people/{minh}", full_name="Lê Minh", role="approver", unit_id=NEIGHBOUR)
        assert "Lê Minh" in client.get(f"/people/{minh}").text
        send(client, f"/people/{minh}", full_name="Lê Minh", role="editor", unit_id=COMMUNE)


def test_somebody_is_reset_disabled_and_let_in_again(running: Running, minh: int) -> None:
    with running.signed_in("administrator") as client:
        assert '<code id="code">' in send(client, f"/people/{minh}/code").text
        send(client, f"/people/{minh}/second-factor/off")
        send(client, f"/people/{minh}/standing", disabled="true")
        assert "Cho dùng lại" in client.get(f"/people/{minh}").text
        send(client, f"/people/{minh}/standing", disabled="false")
        assert "Cho dùng lại" not in client.get(f"/people/{minh}").text


def test_a_communes_administrator_reaches_the_own_people_alone(running: Running, minh: int) -> None:
    with session_scope(running.app.state.engine) as session:
        for login, unit_id in (("chu-xa", COMMUNE), ("xa-ben", NEIGHBOUR)):
            create_user(
                session,
                THE_SYSTEM,
                login=login,
                full_name=login,
                password=PASSWORD,
                role="administrator",
                unit_id=unit_id,
            )
    with running.signed_in("xa-ben") as other:
        assert "Lê" not in other.get("/people").text
        assert other.get(f"/people/{minh}").status_code == 404
        assert send(other, f"/people/{minh}/code").status_code == 404
    with running.signed_in("administrator") as client:
        send(client, f"/people/{minh}/grants", role="operator", unit_id=CITY)
    with running.signed_in("chu-xa") as own:
        page = own.get(f"/people/{minh}").text
        assert "ngoài địa bàn" in page
        assert "/code" not in page
        assert send(own, f"/people/{minh}/code").status_code == 403


def test_one_does_not_disable_oneself(running: Running) -> None:
    with running.signed_in("administrator") as client:
        with session_scope(running.app.state.engine, writes=False) as session:
            user = by_login(session, "administrator")
            assert user is not None
            own = user.id or 0
        assert send(client, f"/people/{own}/standing", disabled="true").status_code == 409
        with session_scope(running.app.state.engine, writes=False) as session:
            assert not find_user(session, THE_SYSTEM, own).disabled
