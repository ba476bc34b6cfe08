"""Signing in and out, and choosing the language."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from controller.clock import wall_ms
from controller.people import service
from controller.people.deps import SESSION_COOKIE
from controller.people.service import SESSION_MS, Refused
from controller.settings import Settings
from controller.web.deps import AppSettings, Db
from controller.web.i18n import LANGUAGE_COOKIE
from controller.web.panel import page
from controller.web.shield import A_YEAR_S
from protocol.words import Language

router = APIRouter()


@router.get("/login")
def login_page(request: Request) -> Response:
    """The form."""
    return page(request, "people/login.html", login="", refusal=None)


@router.post("/login")
def log_in(
    request: Request,
    session: Db,
    settings: AppSettings,
    login: Annotated[str, Form(max_length=64)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Opens a session, or shows the form again with the reason."""
    result = service.sign_in(session, login, password, wall_ms())
    if isinstance(result, Refused):
        return page(request, "people/login.html", status=401, login=login, refusal=result.words)
    answer = RedirectResponse("/", 303)
    _set_cookie(answer, settings, SESSION_COOKIE, result.token, SESSION_MS // 1000)
    return answer


@router.post("/logout")
def log_out(request: Request, session: Db) -> Response:
    """Ends the session, here and in the database."""
    service.sign_out(session, request.cookies.get(SESSION_COOKIE, ""))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(SESSION_COOKIE)
    return answer


@router.post("/language")
def choose_language(settings: AppSettings, language: Annotated[Language, Form()]) -> Response:
    """Keeps the language for a year in this browser."""
    answer = RedirectResponse("/", 303)
    _set_cookie(answer, settings, LANGUAGE_COOKIE, language, A_YEAR_S)
    return answer


def _set_cookie(answer: Response, settings: Settings, name: str, value: str, lasts_s: int) -> None:
    answer.set_cookie(name, value, lasts_s, httponly=True, samesite="lax", secure=settings.secure_cookies)
