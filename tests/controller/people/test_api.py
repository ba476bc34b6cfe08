"""People by HTTP, as programs ask."""

import httpx
import pytest

from controller.db import session_scope
from controller.people.actor import THE_SYSTEM
from controller.people.service import create_api_token, list_users
from tests.controller.web.running import CITY, COMMUNE, PASSWORD, running

__all__ = ["running"]

MINH = {"login": "Minh", "full_name": "Lê Minh", "password": PASSWORD, "role": "editor", "unit_id": COMMUNE}


@pytest.fixture(scope="module")
def programs(running):
    """A client of the API for each of two people."""
    with session_scope(running.app.state.engine) as session:
        people = {user.login: user for user in list_users(session, THE_SYSTEM)}
        tokens = {login: create_api_token(session, people[login], "t", 4_000_000_000_000) for login in people}
    clients = {
        login: httpx.Client(base_url=running.url, headers={"authorization": f"Bearer {token}"})
        for login, token in tokens.items()
    }
    yield clients
    for client in clients.values():
        client.close()


def test_a_program_learns_whom_it_acts_for(programs):
    told = programs["auditor"].get("/api/v1/me").json()
    assert (told["login"], told["role"], told["unit_id"]) == ("auditor", "auditor", CITY)
    assert "password_hash" not in told


def test_an_administrator_adds_and_lists_people(programs):
    added = programs["administrator"].post("/api/v1/users", json=MINH)
    assert (added.status_code, added.json()["login"]) == (201, "minh")
    assert "minh" in [user["login"] for user in programs["administrator"].get("/api/v1/users").json()]
    assert programs["administrator"].post("/api/v1/users", json=MINH).status_code == 409


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"role": "king"}, 422),
        ({"login": "a b"}, 422),
        ({"login": "short", "password": "short"}, 422),
        ({"login": "far", "unit_id": "25195"}, 404),
        ({"login": "more", "admin": True}, 422),
    ],
)
def test_what_is_no_person_is_refused(programs, changed, status):
    answer = programs["administrator"].post("/api/v1/users", json=MINH | changed)
    assert answer.status_code == status
    assert answer.json()["problem"]


@pytest.mark.parametrize("role", ["editor", "operator", "auditor"])
def test_others_may_not_see_or_add_people(programs, role):
    assert programs[role].get("/api/v1/users").status_code == 403
    assert programs[role].post("/api/v1/users", json=MINH | {"login": "other"}).status_code == 403
