"""The login form over real HTTP."""

from tests.controller.web.running import PASSWORD, form_of


def test_signing_in_leads_to_the_overview_and_out_again(running):
    with running.signed_in("editor") as client:
        assert "Tổng quan" in client.get("/").text
        left = client.post("/logout", data=form_of(client, "/"))
        assert left.headers["location"] == "/login"
        assert client.get("/").headers["location"] == "/login"


def test_signing_out_ends_the_session_everywhere(running):
    with running.signed_in("editor") as client:
        kept = client.cookies["rao_session"]
        client.post("/logout", data=form_of(client, "/"))
    with running.visitor() as thief:
        thief.cookies.set("rao_session", kept)
        assert thief.get("/").headers["location"] == "/login"


def test_a_wrong_password_says_so_and_keeps_the_name(running):
    with running.visitor() as visitor:
        answer = visitor.post("/login", data={**form_of(visitor), "login": "editor", "password": "wrong"})
    assert answer.status_code == 401
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.text
    assert 'value="editor"' in answer.text
    assert "rao_session" not in answer.cookies


def test_the_login_form_is_bound_to_its_browser(running):
    with running.visitor() as one, running.visitor() as other:
        stolen = form_of(other)
        form_of(one)
        answer = one.post("/login", data={**stolen, "login": "editor", "password": PASSWORD})
    assert answer.status_code == 403


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(running):
    with running.visitor() as visitor:
        answer = visitor.post("/login", data={**form_of(visitor), "login": "editor", "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
