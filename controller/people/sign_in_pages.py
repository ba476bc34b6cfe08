"""Signing in and out, and choosing the language."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from controller.clock import wall_ms
from controller.people.deps import SESSION_COOKIE, remember
from controller.people.service import actor_of
from controller.people.sessions import CODE_MS, SESSION_MS, Came, sign_out, user_of_session
from controller.people.signing_in import Refused, SignedIn, enter_code, sign_in, sign_in_by_code
from controller.settings import Settings
from controller.web.deps import AppSettings, Db
from controller.web.i18n import LANGUAGE_COOKIE
from controller.web.panel import page
from controller.web.shield import A_YEAR_S
from protocol.errors import InvalidInput
from protocol.words import Language, Words

router = APIRouter()
Login = Annotated[str, Form(max_length=64)]
Password = Annotated[str, Form(max_length=1000)]
Code = Annotated[str, Form(max_length=40)]
DIFFERENT = Words("Hai lần nhập mật khẩu mới không giống nhau.", "The new password was not typed the same twice.")


def came(request: Request) -> Came:
    """Where this request comes from."""
    return Came(request.client.host if request.client else "", request.headers.get("user-agent", ""))


@router.get("/login")
def login_page(request: Request) -> Response:
    """The form."""
    return sign_in_page(request, None, status=200)


@router.post("/login")
def log_in(
    request: Request, session: Db, settings: AppSettings, login: Login = "", password: Password = ""
) -> Response:
    """Opens a session, or shows the form again with the reason."""
    result = sign_in(session, login, password, wall_ms(), came(request))
    if isinstance(result, Refused):
        return sign_in_page(request, result.words, login=login)
    return entered(request, session, settings, result)


@router.get("/login/code")
def code_page(request: Request) -> Response:
    """The form of the second factor."""
    return page(request, "people/code.html", refusal=None)


@router.post("/login/code")
def log_in_further(request: Request, session: Db, settings: AppSettings, code: Code = "") -> Response:
    """The second factor: opens the session, or shows the form again."""
    held = request.cookies.get(SESSION_COOKIE, "")
    result = enter_code(session, held, code, wall_ms(), came(request))
    if isinstance(result, Refused):
        return page(request, "people/code.html", status=401, refusal=result.words)
    return entered(request, session, settings, result)


@router.get("/login/first")
def first_page(request: Request) -> Response:
    """The form for whoever was given a one-time code."""
    return page(request, "people/first.html", login="", refusal=None)


@router.post("/login/first")
def log_in_first(
    request: Request,
    session: Db,
    settings: AppSettings,
    login: Login = "",
    code: Code = "",
    password: Password = "",
    again: Password = "",
) -> Response:
    """A one-time code in exchange for a password of one's own."""
    try:
        if password != again:
            raise InvalidInput(DIFFERENT, DIFFERENT)
        result = sign_in_by_code(session, login, code, password, wall_ms(), came(request))
    except InvalidInput as weak:
        return page(request, "people/first.html", status=422, login=login, refusal=weak.problem)
    if isinstance(result, Refused):
        return page(request, "people/first.html", status=401, login=login, refusal=result.words)
    return entered(request, session, settings, result)


@router.post("/logout")
def log_out(request: Request, session: Db) -> Response:
    """Ends the session, here and in the database."""
    token = request.cookies.get(SESSION_COOKIE, "")
    if user := user_of_session(session, token, wall_ms()):
        remember(request, user, actor_of(session, user))
    sign_out(session, token)
    return leave()


@router.post("/language")
def choose_language(settings: AppSettings, language: Annotated[Language, Form()]) -> Response:
    """Keeps the language for a year in this browser."""
    answer = RedirectResponse("/", 303)
    _set_cookie(answer, settings, LANGUAGE_COOKIE, language, A_YEAR_S)
    return answer


def sign_in_page(request: Request, refusal: Words | None, *, login: str = "", status: int = 401) -> Response:
    """The form, and the way to the provider where there is one."""
    provider = request.app.state.settings.oidc
    name = provider.name if provider else ""
    return page(request, "people/login.html", status=status, login=login, refusal=refusal, provider=name)


def entered(request: Request, session: Session, settings: Settings, result: SignedIn) -> Response:
    """The session that was opened, to its browser."""
    remember(request, result.user, actor_of(session, result.user))
    answer = RedirectResponse("/login/code" if result.awaits_code else "/", 303)
    lasts_ms = CODE_MS if result.awaits_code else SESSION_MS
    _set_cookie(answer, settings, SESSION_COOKIE, result.token, lasts_ms // 1000)
    return answer


def leave() -> Response:
    """To the login, without a session."""
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(SESSION_COOKIE)
    return answer


def _set_cookie(answer: Response, settings: Settings, name: str, value: str, lasts_s: int) -> None:
    answer.set_cookie(name, value, lasts_s, httponly=True, samesite="lax", secure=settings.secure_cookies)
