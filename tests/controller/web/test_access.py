"""Default deny: every route of the application, asked by nobody, by every role, and by another site's form."""

import re

import httpx
import pytest

from controller.db import session_scope
from controller.people.actor import THE_SYSTEM
from controller.people.rights import GRANTED, ROLES
from controller.people.service import create_api_token, list_users

OPEN = {"GET /login", "POST /login", "POST /logout", "POST /language", "GET /healthz", "POST /api/v1/enrol"}
"""What needs no person; each has its own proof or shows nothing."""


def routes(running):
    for path, operations in running.app.openapi()["paths"].items():
        for method in operations:
            yield method.upper(), re.sub(r"\{[^}]*\}", "none-such", path)


def test_there_are_routes_to_walk(running):
    assert {"GET /", "GET /events", "POST /login"} <= {f"{method} {path}" for method, path in routes(running)}


def test_nobody_gets_anywhere(running):
    with running.visitor() as visitor:
        answers = {
            f"{method} {path}": visitor.request(method, path).status_code
            for method, path in routes(running)
            if f"{method} {path}" not in OPEN
        }
    assert {name: status for name, status in answers.items() if status not in (303, 401, 403)} == {}


def test_a_form_of_another_site_changes_nothing(running):
    with running.signed_in("administrator") as client:
        client.headers["origin"] = "https://elsewhere.example"
        refused = {
            f"{method} {path}": client.request(method, path, data={"form_token": "guessed"}).status_code
            for method, path in routes(running)
            if method not in ("GET", "HEAD") and not path.startswith("/api/v1/enrol")
        }
    assert refused
    assert {name: status for name, status in refused.items() if status not in (401, 403)} == {}


@pytest.mark.parametrize("role", ROLES)
def test_alerts_are_only_for_who_may_send_them(running, role):
    with running.signed_in(role) as client:
        statuses = {path: client.get(path).status_code for path in ("/", "/alerts/new")}
    assert statuses == {"/": 200, "/alerts/new": 200 if "alert" in GRANTED[role] else 403}


def test_a_program_signs_in_with_its_token(running):
    with session_scope(running.app.state.engine) as session:
        user = next(user for user in list_users(session, THE_SYSTEM) if user.login == "auditor")
        token = create_api_token(session, user, "test", 0 + 4_000_000_000_000)
    for sent, status in ((f"Bearer {token}", 200), ("Bearer wrong", 401), (f"Basic {token}", 401)):
        answer = httpx.get(running.url + "/", headers={"authorization": sent})
        assert answer.status_code == status


def test_a_bad_token_is_not_helped_by_a_cookie(running):
    with running.signed_in("auditor") as client:
        assert client.get("/", headers={"authorization": "Bearer wrong", "accept": "*/*"}).status_code == 401
