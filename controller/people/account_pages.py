"""*Tài khoản*: one's own password, second factor, browsers and programs."""

from __future__ import annotations

from typing import Annotated, Any

import segno
from fastapi import APIRouter, Form, Path, Request, Response
from fastapi.responses import RedirectResponse

from controller.clock import wall_ms
from controller.oidc.view import shown_identities
from controller.people import api_tokens, second_factor
from controller.people.api_tokens import MOST_DAYS, USUAL_DAYS
from controller.people.browsers import browser_name
from controller.people.deps import SESSION_COOKIE, CurrentActor, Oneself
from controller.people.models import User
from controller.people.passwords import LEAST_LENGTH
from controller.people.rights import Grant, Role
from controller.people.scope import visible_units
from controller.people.service import grants_of
from controller.people.sessions import end_session, end_sessions, sessions_of
from controller.people.sign_in_pages import DIFFERENT, Code, Password, came, leave
from controller.people.signing_in import change_password, prove
from controller.people.tokens import digest_of
from controller.people.totp import address_of
from controller.units.service import get_unit, units_on
from controller.web.deps import AppSettings, Db, Today
from controller.web.panel import page
from protocol.errors import InvalidInput
from protocol.words import Words

router = APIRouter(prefix="/account")
Ref = Annotated[str, Path(max_length=12)]


@router.get("")
def account_page(
    request: Request, session: Db, settings: AppSettings, user: Oneself, actor: CurrentActor, today: Today
) -> Response:
    """Everything of one's own account."""
    held = request.cookies.get(SESSION_COOKIE, "")
    grants = grants_of(session, user)
    return page(
        request,
        "people/account.html",
        grants=[(grant.role, get_unit(session, grant.unit_id or "").name) for grant in grants],
        sessions=[(one, browser_name(one.browser)) for one in sessions_of(session, user.id or 0, wall_ms())],
        here=digest_of(held),
        tokens=api_tokens.tokens_of(session, user.id or 0),
        codes_left=second_factor.codes_left(session, user),
        roles=sorted({grant.role for grant in grants}),
        units=units_on(session, today, visible_units(session, actor)),
        usual_days=USUAL_DAYS,
        most_days=MOST_DAYS,
        **shown_identities(session, settings, user),
    )


@router.get("/password")
def password_page(request: Request, user: Oneself) -> Response:
    """The form of a new password."""
    return _password_page(request, user, None)


@router.post("/password")
def new_password(
    request: Request, session: Db, user: Oneself, old: Password = "", password: Password = "", again: Password = ""
) -> Response:
    """Changes it and signs out every other browser, or shows the form again."""
    held = request.cookies.get(SESSION_COOKIE, "")
    try:
        if password != again:
            raise InvalidInput(DIFFERENT, DIFFERENT)
        refused = change_password(session, user, old, password, wall_ms(), came(request), here=held)
    except InvalidInput as weak:
        return _password_page(request, user, weak.problem)
    return _password_page(request, user, refused.words) if refused else RedirectResponse("/account", 303)


@router.get("/second-factor")
def second_factor_page(request: Request, user: Oneself) -> Response:
    """What a second factor is, and how to turn it on or off."""
    return _factor_page(request, user)


@router.post("/second-factor/begin")
def begin(request: Request, session: Db, user: Oneself) -> Response:
    """Shows the QR code of a new secret."""
    second_factor.begin(session, user)
    return _factor_page(request, user)


@router.post("/second-factor")
def confirm(request: Request, session: Db, user: Oneself, code: Code = "") -> Response:
    """Turns it on with the first code, and shows the recovery codes; or shows the QR code again."""
    try:
        codes = second_factor.confirm(session, user, code, wall_ms())
    except InvalidInput as wrong:
        return _factor_page(request, user, wrong.problem)
    return page(request, "people/recovery_codes.html", codes=codes)


@router.post("/recovery-codes")
def new_codes(request: Request, session: Db, user: Oneself, password: Password = "") -> Response:
    """Ten new recovery codes in the place of the old ones."""
    if refused := prove(session, user, password, wall_ms(), came(request)):
        return _factor_page(request, user, refused.words)
    return page(request, "people/recovery_codes.html", codes=second_factor.new_recovery_codes(session, user))


@router.post("/second-factor/off")
def turn_off(request: Request, session: Db, user: Oneself, password: Password = "") -> Response:
    """The password alone is enough again; the password is asked for once more."""
    if refused := prove(session, user, password, wall_ms(), came(request)):
        return _factor_page(request, user, refused.words)
    second_factor.drop(session, user)
    return RedirectResponse("/account", 303)


@router.post("/sessions/end")
def sign_out_everywhere(session: Db, user: Oneself) -> Response:
    """*Đăng xuất khỏi mọi nơi*: here as well."""
    end_sessions(session, user.id or 0)
    return leave()


@router.post("/sessions/{ref}/end")
def sign_out_there(session: Db, user: Oneself, ref: Ref) -> Response:
    """One browser alone."""
    end_session(session, user.id or 0, ref)
    return RedirectResponse("/account", 303)


@router.post("/tokens")
def new_token(
    request: Request,
    session: Db,
    user: Oneself,
    actor: CurrentActor,
    name: Annotated[str, Form(min_length=1, max_length=200)],
    role: Annotated[Role | None, Form()] = None,
    unit_id: Annotated[str, Form(max_length=32)] = "",
    days: Annotated[int, Form(ge=1, le=MOST_DAYS)] = USUAL_DAYS,
) -> Response:
    """A token for a program, shown once."""
    within = Grant(role, unit_id or user.unit_id) if role else None
    token = api_tokens.issue(session, actor, user, name, within, days, wall_ms())
    return page(request, "people/token.html", token=token, name=name)


@router.post("/tokens/{ref}/revoke")
def revoke_token(session: Db, user: Oneself, actor: CurrentActor, ref: Ref) -> Response:
    """The program may do nothing more."""
    api_tokens.revoke(session, actor, user.id or 0, ref)
    return RedirectResponse("/account", 303)


def _password_page(request: Request, user: User, refusal: Words | None) -> Response:
    status = 422 if refusal else 200
    least = LEAST_LENGTH
    return page(request, "people/password.html", status=status, refusal=refusal, must=user.must_change, least=least)


def _factor_page(request: Request, user: User, refusal: Words | None = None) -> Response:
    shown: dict[str, Any] = {"is_on": bool(user.totp_secret), "secret": user.totp_pending, "qr": ""}
    if user.totp_pending:
        shown["qr"] = segno.make(address_of(user.totp_pending, user.login), error="m").svg_data_uri(scale=5, border=4)
    return page(request, "people/second_factor.html", status=422 if refusal else 200, refusal=refusal, **shown)
