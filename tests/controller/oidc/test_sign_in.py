"""Signing in at a real provider over HTTP, and everything that must not work."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from sqlmodel import select

from controller.db import session_scope
from controller.db.models import AuditEntry
from controller.oidc import asking
from controller.people import totp
from tests.controller.oidc.beside import Panel
from tests.controller.web.running import PASSWORD, form_of


@pytest.fixture(autouse=True)
def known(panel: Panel) -> None:
    panel.link("editor", "id-of-lan")


def refused(panel: Panel, client: httpx.Client, back: str, *, status: int = 401) -> str:
    """The sentence on the sign-in page; and the password is still as good as ever."""
    answer = client.get(back)
    assert answer.status_code == status, answer.headers
    assert "rao_session" not in client.cookies
    entered = client.post("/login", data={**form_of(client), "login": "auditor", "password": PASSWORD})
    assert entered.status_code == 303
    return answer.text


def with_query(back: str, **more: str) -> str:
    parts = urlsplit(back)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()} | more
    return f"{parts.path}?{urlencode(query)}"


def test_whom_the_provider_knows_is_signed_in(panel: Panel) -> None:
    with panel.visitor() as client:
        assert "Đăng nhập bằng Cổng chung" in client.get("/login").text
        answer = client.get(panel.back(client, "lan"))
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert "Nguyễn Thị Editor" in client.get("/").text
        assert "qua Cổng chung" in client.get("/account").text
        entry = newest_session_entry(panel)
        assert (entry.login, entry.action) == ("editor", "added")
        assert '"way":"oidc"' in entry.after
        client.post("/account/sessions/end", data=form_of(client, "/account"))
        assert client.get("/").headers["location"] == "/login"


def newest_session_entry(panel: Panel) -> AuditEntry:
    with session_scope(panel.running.app.state.engine, writes=False) as session:
        query = select(AuditEntry).where(AuditEntry.kind == "login_session").order_by(AuditEntry.seq.desc())  # type: ignore[attr-defined]
        found = session.exec(query).first()
        session.expunge_all()
    assert found is not None
    return found


@pytest.mark.parametrize("alg", ["RS256", "PS256", "Ed25519"])
def test_each_kind_of_signature_that_is_allowed(panel: Panel, alg: str) -> None:
    panel.provider.behave(alg=alg)
    with panel.visitor() as client:
        assert client.get(panel.back(client, "lan")).headers["location"] == "/"


def test_what_is_asked_of_the_provider(panel: Panel) -> None:
    with panel.visitor() as client:
        asked = parse_qs(urlsplit(panel.sent(client)).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [panel.running.url + "/login/oidc/callback"]
    assert len(asked["nonce"][0]) >= 32
    assert len(asked["state"][0]) >= 32


def test_a_second_factor_is_still_asked_for(panel: Panel) -> None:
    secret = totp.secret_text(b"0" * totp.SECRET_BYTES)
    panel.change("editor", totp_secret=secret)
    try:
        with panel.visitor() as client:
            answer = client.get(panel.back(client, "lan"))
            assert answer.headers["location"] == "/login/code"
            assert client.get("/").headers["location"] == "/login"
    finally:
        panel.change("editor", totp_secret="")


def test_an_account_out_of_use_stays_out(panel: Panel) -> None:
    panel.change("editor", disabled=True)
    try:
        with panel.visitor() as client:
            assert "đã ngừng sử dụng" in refused(panel, client, panel.back(client, "lan"))
    finally:
        panel.change("editor", disabled=False)


def test_an_account_that_is_locked_stays_locked(panel: Panel) -> None:
    panel.link("technician", "id-of-tho")
    with panel.visitor() as client:
        for _ in range(6):
            client.post("/login", data={**form_of(client), "login": "technician", "password": "wrong"})
        answer = client.get(panel.back(client, "tho"))
    assert answer.status_code == 401
    assert "tạm khóa" in answer.text


def test_a_stranger_is_told_by_what_to_have_themself_known(panel: Panel) -> None:
    with panel.visitor() as client:
        text = refused(panel, client, panel.back(client, "editor@example.org"))
    assert "id-of-editor@example.org" in text
    assert "chưa có tài khoản nào" in text


@pytest.mark.parametrize(
    ("what", "how"),
    [
        ("another visit's nonce", {"claims": {"nonce": "guessed"}}),
        ("no nonce", {"claims": {"nonce": None}}),
        ("another issuer", {"claims": {"iss": "https://elsewhere.example"}}),
        ("meant for another client", {"claims": {"aud": "another"}}),
        ("meant for others as well", {"claims": {"aud": ["rao", "another"]}}),
        ("given to another client", {"claims": {"azp": "another"}}),
        ("run out", {"claims": {"exp": 1_700_000_000}}),
        ("from the future", {"claims": {"iat": 4_000_000_000}}),
        ("never runs out", {"claims": {"exp": None}}),
        ("about nobody", {"claims": {"sub": ""}}),
        ("unsigned", {"alg": "none"}),
        ("signed with the public key as a shared secret", {"alg": "HS256"}),
    ],
)
def test_a_token_that_proves_nothing(panel: Panel, what: str, how: dict[str, object]) -> None:
    panel.provider.behave(**how)
    with panel.visitor() as client:
        assert "không hợp lệ" in refused(panel, client, panel.back(client, "lan")), what


def test_the_answer_of_another_provider_is_not_taken_for_this_ones(panel: Panel) -> None:
    """RFC 9207: a mix-up shows in ``iss``; this provider says that its answers have one."""
    panel.provider.behave(iss="https://elsewhere.example")
    with panel.visitor() as client:
        assert "không hợp lệ" in refused(panel, client, panel.back(client, "lan"))
    panel.provider.behave()
    with panel.visitor() as client:
        refused(panel, client, with_query(panel.back(client, "lan"), iss=""))


def test_a_state_is_good_once(panel: Panel) -> None:
    with panel.visitor() as client:
        back = panel.back(client, "lan")
        assert client.get(back).headers["location"] == "/"
        client.cookies.delete("rao_session")
        assert "đã dùng rồi" in refused(panel, client, back)


def test_a_stolen_answer_is_nothing_in_another_browser(panel: Panel) -> None:
    """And neither is the thief's answer in the browser of their victim (login CSRF)."""
    with panel.visitor() as victim, panel.visitor() as thief:
        back = panel.back(victim, "lan")
        refused(panel, thief, back)
        assert victim.get(back).headers["location"] == "/", "the one who was sent still comes in"


def test_a_stolen_code_is_nothing_with_a_state_of_ones_own(panel: Panel) -> None:
    """PKCE: the code was given for another verifier."""
    with panel.visitor() as victim, panel.visitor() as thief:
        stolen = parse_qs(urlsplit(panel.back(victim, "lan")).query)["code"][0]
        own = parse_qs(urlsplit(panel.sent(thief)).query)["state"][0]
        back = "/login/oidc/callback?" + urlencode({"state": own, "code": stolen, "iss": panel.provider.issuer})
        assert "không hợp lệ" in refused(panel, thief, back)


def test_a_made_up_answer(panel: Panel) -> None:
    with panel.visitor() as client:
        for back in ("/login/oidc/callback", "/login/oidc/callback?state=x&code=y", "/login/oidc/callback?error=%00"):
            answer = client.get(back)
            assert answer.status_code == 401
        assert client.get("/login/oidc/callback?code=" + "x" * 5000).status_code == 422


def test_who_would_not_sign_in_there_is_told_so(panel: Panel) -> None:
    with panel.visitor() as client:
        assert "chưa đăng nhập xong" in refused(panel, client, panel.back(client, "nobody"))


def test_new_keys_are_asked_for_once_they_are_needed(panel: Panel) -> None:
    with panel.visitor() as client:
        client.get(panel.back(client, "lan"))
    before = panel.provider.asked()["/jwks"]
    panel.provider.rotate()
    for _ in range(2):
        with panel.visitor() as client:
            assert client.get(panel.back(client, "lan")).headers["location"] == "/"
    assert panel.provider.asked()["/jwks"] == before + 1


def test_a_browser_without_a_cookie_begins_on_the_page(panel: Panel) -> None:
    with panel.running.visitor() as client:
        assert client.get("/login/oidc").headers["location"] == "/login"


def test_a_provider_that_hangs_costs_its_time_once(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    """And whoever has a password comes in."""
    monkeypatch.setattr(asking, "SIGN_IN_PROVIDER_S", 0.3)
    with panel.visitor() as client:
        back = panel.back(client, "lan")
        panel.provider.behave(hangs=["/token"])
        before = panel.provider.asked()["/token"]
        assert "không trả lời" in refused(panel, client, back, status=503)
        client.cookies.delete("rao_session")
        refused(panel, client, panel.back(client, "lan"), status=503)
    assert panel.provider.asked()["/token"] == before + 1, "it is left alone for a while"
