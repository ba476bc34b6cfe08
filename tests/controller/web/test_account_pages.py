"""One's own account over real HTTP: password, second factor, browsers, programs; and what comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

import httpx
import msgspec
import pytest
from sqlmodel import Session

from controller.clock import wall_ms
from controller.db import session_scope
from controller.people import service
from controller.people.actor import THE_SYSTEM
from controller.people.models import User
from controller.people.signing_in import by_login
from controller.people.totp import STEP_MS, code_at
from controller.settings import People
from tests.controller.web.running import COMMUNE, PASSWORD, Running, form_of, running

__all__ = ["running"]
NEW = "con trau an lua chin"


@contextmanager
def database(running: Running) -> Iterator[Session]:
    with session_scope(running.app.state.engine) as session:
        yield session


@pytest.fixture
def login(running: Running, request: pytest.FixtureRequest) -> str:
    """Somebody new, an administrator of a commune."""
    name = f"u{crc32(request.node.name.encode())}"
    with database(running) as session:
        service.create_user(
            session,
            THE_SYSTEM,
            login=name,
            full_name="Điểu Thị",
            password=PASSWORD,
            role="administrator",
            unit_id=COMMUNE,
        )
    return name


def send(client: httpx.Client, path: str, on: str = "/account", **data: str) -> httpx.Response:
    return client.post(path, data={**form_of(client, on), **data})


def turn_on(client: httpx.Client) -> tuple[str, list[str]]:
    """The secret and the recovery codes."""
    shown = send(client, "/account/second-factor/begin", "/account/second-factor").text
    assert 'src="data:image/svg+xml' in shown
    secret = re.search(r'<code id="secret">(\w+)</code>', shown)[1]  # type: ignore[index]
    told = send(client, "/account/second-factor", "/account/second-factor", code=code_of(secret)).text
    return secret, re.findall(r"<li><code>([\w-]+)</code>", told)


def code_of(secret: str, later: int = 0) -> str:
    return code_at(secret, wall_ms() // STEP_MS + later)


def test_the_page_shows_rights_browsers_and_programs(running: Running, login: str) -> None:
    with running.signed_in(login) as client:
        page = client.get("/account").text
    assert "Máy này" in page
    assert "127.0.0.1" in page
    assert "Quản trị" in page


def test_a_program_can_not_touch_the_account_of_its_person(running: Running, login: str) -> None:
    with database(running) as session:
        user = by_login(session, login)
        assert user is not None
        token = service.create_api_token(session, user, "t", wall_ms())
    answer = httpx.post(f"{running.url}/account/password", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 403


def test_a_second_factor_is_turned_on_asked_for_and_turned_off(running: Running, login: str) -> None:
    with running.signed_in(login) as client:
        secret, codes = turn_on(client)
        assert len(codes) == 10
        assert secret not in client.get("/account/second-factor").text
        assert "Còn 10 mã dự phòng" in client.get("/account").text
    with running.visitor() as other:
        half = other.post("/login", data={**form_of(other), "login": login, "password": PASSWORD})
        assert half.headers["location"] == "/login/code"
        assert other.get("/").headers["location"] == "/login"
        wrong = send(other, "/login/code", "/login/code", code="000000")
        assert wrong.status_code == 401
        assert "Mã không đúng" in wrong.text
        assert send(other, "/login/code", "/login/code", code=code_of(secret, 1)).headers["location"] == "/"
        assert other.get("/").status_code == 200
        refused = send(other, "/account/second-factor/off", "/account/second-factor", password="wrong")
        assert refused.status_code == 422
        again = send(other, "/account/recovery-codes", "/account/second-factor", password=PASSWORD).text
        assert codes[0] not in again
        send(other, "/account/second-factor/off", "/account/second-factor", password=PASSWORD)
    with running.signed_in(login) as client:
        assert "Chưa bật" in client.get("/account").text


def test_a_wrong_first_code_shows_the_same_picture_again(running: Running, login: str) -> None:
    with running.signed_in(login) as client:
        shown = send(client, "/account/second-factor/begin", "/account/second-factor").text
        again = send(client, "/account/second-factor", "/account/second-factor", code="12345")
    assert again.status_code == 422
    picture = re.search(r'src="(data:image[^"]+)"', shown)[1]  # type: ignore[index]
    assert picture in again.text


def test_the_password_is_changed_and_other_browsers_are_out(running: Running, login: str) -> None:
    with running.signed_in(login) as here, running.signed_in(login) as there:
        for data, told in (
            ({"old": "wrong", "password": NEW, "again": NEW}, "Mật khẩu hiện tại không đúng"),
            ({"old": PASSWORD, "password": NEW, "again": "another"}, "không giống nhau"),
            ({"old": PASSWORD, "password": "matkhau12345", "again": "matkhau12345"}, "quá phổ biến"),
        ):
            refused = send(here, "/account/password", "/account/password", **data)
            assert (refused.status_code, told in refused.text) == (422, True)
        done = send(here, "/account/password", "/account/password", old=PASSWORD, password=NEW, again=NEW)
        assert done.headers["location"] == "/account"
        assert here.get("/").status_code == 200
        assert there.get("/").headers["location"] == "/login"


def test_signing_out_everywhere_and_there(running: Running, login: str) -> None:
    with running.signed_in(login) as here, running.signed_in(login) as there:
        page = here.get("/account").text
        ref = re.search(r"/account/sessions/(\w+)/end", page)[1]  # type: ignore[index]
        assert send(here, f"/account/sessions/{ref}/end").headers["location"] == "/account"
        assert there.get("/").headers["location"] == "/login"
        assert send(here, "/account/sessions/end").headers["location"] == "/login"
        assert here.get("/").headers["location"] == "/login"


def test_a_token_is_shown_once_works_is_seen_and_revoked(running: Running, login: str) -> None:
    with running.signed_in(login) as client:
        shown = send(client, "/account/tokens", name="máy chủ tin", role="editor", unit_id=COMMUNE, days="30").text
        token = re.search(r'<code id="token">([\w-]+)</code>', shown)[1]  # type: ignore[index]
        page = client.get("/account").text
        assert token not in page
        assert "chưa dùng" in page
        asked = {"headers": {"authorization": f"Bearer {token}"}}
        assert httpx.get(f"{running.url}/api/v1/me", **asked).status_code == 200
        assert httpx.get(f"{running.url}/api/v1/users", **asked).status_code == 403
        assert "chưa dùng" not in client.get("/account").text
        ref = re.search(r"/account/tokens/(\w+)/revoke", page)[1]  # type: ignore[index]
        send(client, f"/account/tokens/{ref}/revoke")
        assert httpx.get(f"{running.url}/api/v1/me", **asked).status_code == 401


def test_a_password_of_somebody_else_must_be_changed_first(running: Running) -> None:
    person = {"login": "duoc-cho", "full_name": "Được Cho", "password": PASSWORD, "role": "editor", "unit_id": COMMUNE}
    with running.signed_in("administrator") as admin:
        headers = {"x-rao-form": form_of(admin, "/")["form_token"]}
        added = admin.post("/api/v1/users", json=person, headers=headers).json()
        assert added["code"] == ""
    with running.signed_in("duoc-cho") as client:
        assert client.get("/").headers["location"] == "/account/password"
        assert client.get("/", headers={"hx-request": "true"}).headers["hx-redirect"] == "/account/password"
        assert client.get("/api/v1/units").status_code == 403
        assert client.get("/nowhere").status_code == 404
        assert "người khác đặt" in client.get("/account/password").text
        send(client, "/account/password", "/account/password", old=PASSWORD, password=NEW, again=NEW)
        assert client.get("/").status_code == 200


def test_a_province_may_ask_administrators_for_a_second_factor(running: Running, login: str) -> None:
    settings = running.app.state.settings
    running.app.state.settings = msgspec.structs.replace(settings, people=People(second_factor="administrators"))
    try:
        with running.signed_in("editor") as client:
            assert client.get("/").status_code == 200
        with running.signed_in(login) as client:
            assert client.get("/").headers["location"] == "/account/second-factor"
            turn_on(client)
            assert client.get("/").status_code == 200
    finally:
        running.app.state.settings = settings


def test_a_one_time_code_leads_to_a_password_of_ones_own(running: Running, login: str) -> None:
    with database(running) as session:
        user = by_login(session, login)
        assert isinstance(user, User)
        code = service.give_code(session, THE_SYSTEM, user.id or 0, wall_ms())
    with running.visitor() as client:
        asked = {"login": login, "code": code, "password": NEW, "again": NEW}
        for changed, status in (
            ({"code": "wrong"}, 401),
            ({"again": "x"}, 422),
            ({"password": "x", "again": "x"}, 422),
        ):
            refused = send(client, "/login/first", "/login/first", **{**asked, **changed})
            assert refused.status_code == status
            assert f'value="{login}"' in refused.text
        assert send(client, "/login/first", "/login/first", **asked).headers["location"] == "/"
        assert client.get("/").status_code == 200


def test_signing_in_and_out_is_in_the_trail_without_any_secret(running: Running, login: str) -> None:
    with running.signed_in(login) as client:
        secret, codes = turn_on(client)
        held = client.cookies["rao_session"]
        send(client, "/logout", "/account")
    with running.signed_in("auditor") as auditor:
        entries = auditor.get("/api/v1/audit", params={"person": login, "most": 200})
    kinds = [(entry["kind"], entry["action"]) for entry in entries.json()]
    assert kinds[0] == ("login_session", "removed")
    assert kinds.count(("recovery_code", "added")) == 10
    assert ("user_account", "changed") in kinds
    assert kinds[-1] == ("login_session", "added")
    for hidden in (secret, codes[0], codes[0].replace("-", ""), held, PASSWORD):
        assert hidden not in entries.text
