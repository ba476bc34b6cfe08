"""Who is known by which identity: by the person themself, by an administrator, and never by an address of mail."""

from __future__ import annotations

import httpx
import pytest

from controller.db import session_scope
from controller.oidc.service import identities_of, ref_of
from controller.people.signing_in import by_login
from tests.controller.oidc.beside import Panel
from tests.controller.web.running import PASSWORD, form_of


def led_to_the_provider(client: httpx.Client, password: str = PASSWORD) -> str:
    """The page after the password has the way to the provider."""
    answer = client.post("/account/identities", data={**form_of(client, "/account/identities"), "password": password})
    assert answer.status_code == 200, answer.text
    address = answer.text.split('href="http://127', 1)[1].split('"', 1)[0]
    return "http://127" + address.replace("&amp;", "&")


def subjects(panel: Panel, login: str) -> list[str]:
    with session_scope(panel.running.app.state.engine, writes=False) as session:
        user = by_login(session, login)
        assert user is not None
        return [one.subject for one in identities_of(session, user.id or 0)]


def linked_by_oneself(panel: Panel, client: httpx.Client, name: str) -> httpx.Response:
    back = panel.provider.let_in(led_to_the_provider(client), name)
    return client.get(back.removeprefix(panel.running.url))


def test_one_links_oneself_comes_in_by_it_and_unlinks(panel: Panel) -> None:
    with panel.running.signed_in("operator") as client:
        client.get("/login")
        answer = linked_by_oneself(panel, client, "op")
        assert answer.headers["location"] == "/account#identities"
        assert subjects(panel, "operator") == ["id-of-op"]
        assert "id-of-op" in client.get("/account").text
    with panel.visitor() as client:
        assert client.get(panel.back(client, "op")).headers["location"] == "/"
        text = client.get("/account").text
        assert "<strong>op</strong>" in text, "the provider's name of them, once they came by it"
        ref = text.split("/account/identities/", 1)[1].split("/", 1)[0]
        client.post(f"/account/identities/{ref}/remove", data=form_of(client, "/account"))
    assert subjects(panel, "operator") == []
    with panel.visitor() as client:
        assert client.get(panel.back(client, "op")).status_code == 401


def test_the_password_is_asked_for_before_anything_is_linked(panel: Panel) -> None:
    with panel.running.signed_in("auditor") as client:
        form = form_of(client, "/account/identities")
        answer = client.post("/account/identities", data={**form, "password": "wrong"})
    assert answer.status_code == 422
    assert "Mật khẩu hiện tại không đúng" in answer.text


def test_the_identity_of_another_account_stays_there(panel: Panel) -> None:
    panel.link("editor", "id-of-taken")
    with panel.running.signed_in("auditor") as client:
        client.get("/login")
        answer = linked_by_oneself(panel, client, "taken")
    assert answer.status_code == 409
    assert "đã gắn với một tài khoản khác" in answer.text
    assert subjects(panel, "auditor") == []


def test_linking_ends_with_the_session_that_began_it(panel: Panel) -> None:
    with panel.running.signed_in("auditor") as client:
        client.get("/login")
        back = panel.provider.let_in(led_to_the_provider(client), "late")
        client.post("/logout", data=form_of(client, "/account"))
        answer = client.get(back.removeprefix(panel.running.url))
    assert answer.headers["location"] == "/login"
    assert subjects(panel, "auditor") == []


def test_linking_is_for_the_person_who_began_it(panel: Panel) -> None:
    """Two people at one browser, one after the other."""
    with panel.running.signed_in("auditor") as client:
        client.get("/login")
        back = panel.provider.let_in(led_to_the_provider(client), "first")
        client.post("/login", data={**form_of(client), "login": "editor", "password": PASSWORD})
        answer = client.get(back.removeprefix(panel.running.url))
    assert answer.status_code == 403
    assert "id-of-first" not in subjects(panel, "editor") + subjects(panel, "auditor")


def test_a_visit_to_link_opens_no_session(panel: Panel) -> None:
    """Else a link sent to somebody who is signed in could sign them in as another."""
    panel.link("approver", "id-of-approver")
    with panel.running.signed_in("auditor") as client:
        client.get("/login")
        held = client.cookies["rao_session"]
        answer = linked_by_oneself(panel, client, "approver")
        assert answer.status_code == 409
        assert client.cookies["rao_session"] == held


def test_the_last_way_in_is_not_removed_by_oneself(panel: Panel) -> None:
    panel.link("technician", "id-of-only")
    panel.change("technician", password_hash="")
    with panel.visitor() as client:
        client.get(panel.back(client, "only"))
        page = client.get("/account").text
        ref = page.split("/account/identities/", 1)[1].split("/", 1)[0]
        answer = client.post(f"/account/identities/{ref}/remove", data=form_of(client, "/account"))
        assert answer.status_code == 409
        assert "cách đăng nhập cuối cùng" in answer.text
        assert 'href="/account/identities"' not in page, "without a password nothing more is linked by oneself"
    assert subjects(panel, "technician") == ["id-of-only"]


def person_id(panel: Panel, login: str) -> int:
    with session_scope(panel.running.app.state.engine, writes=False) as session:
        user = by_login(session, login)
        assert user is not None
        return user.id or 0


def test_an_administrator_links_and_unlinks_on_the_page(panel: Panel) -> None:
    person = f"/people/{person_id(panel, 'auditor')}"
    with panel.running.signed_in("administrator") as client:
        form = form_of(client, person)
        for subject, status in (("id-of-quan", 303), ("id-of-quan", 303), ("không phải", 422), ("x" * 256, 422)):
            answer = client.post(f"{person}/identities", data={**form, "subject": subject})
            assert answer.status_code == status, subject
        assert "id-of-quan" in client.get(person).text
        [ref] = refs(panel, "auditor")
        client.post(f"{person}/identities/{ref}/remove", data=form)
    assert subjects(panel, "auditor") == []


def refs(panel: Panel, login: str) -> list[str]:
    with session_scope(panel.running.app.state.engine, writes=False) as session:
        return [ref_of(one) for one in identities_of(session, person_id(panel, login))]


def test_the_same_for_programs(panel: Panel) -> None:
    at = f"/api/v1/users/{person_id(panel, 'approver')}/identities"
    with panel.running.signed_in("administrator") as client:
        headers = {"x-rao-form": form_of(client, "/account")["form_token"]}
        made = client.post(at, json={"subject": "id-of-api"}, headers=headers)
        assert (made.status_code, made.json()["subject"]) == (201, "id-of-api")
        assert "id-of-api" in [one["subject"] for one in client.get(at).json()]
        assert client.delete(f"{at}/{made.json()['ref']}", headers=headers).json() == {"done": True}
        assert "id-of-api" not in client.get(at).text


@pytest.mark.parametrize("login", ["editor", "auditor"])
def test_who_does_not_look_after_people_links_nobody(panel: Panel, login: str) -> None:
    with panel.running.signed_in(login) as client:
        answer = client.post(
            f"/people/{person_id(panel, 'approver')}/identities", data={**form_of(client, "/account"), "subject": "x"}
        )
    assert answer.status_code == 403


def test_nobody_links_themself_by_the_page_of_others(panel: Panel) -> None:
    with panel.running.signed_in("administrator") as client:
        at = f"/people/{person_id(panel, 'administrator')}/identities"
        assert client.post(at, data={**form_of(client, "/account"), "subject": "x"}).status_code == 409


def test_too_many_identities(panel: Panel) -> None:
    at = f"/api/v1/users/{person_id(panel, 'approver')}/identities"
    with panel.running.signed_in("administrator") as client:
        headers = {"x-rao-form": form_of(client, "/account")["form_token"]}
        answers = [client.post(at, json={"subject": f"many-{n}"}, headers=headers).status_code for n in range(11)]
    assert answers[-1] == 409
