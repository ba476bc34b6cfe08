"""Who makes this request, for routes: each asks for somebody with a right, such as ``Seer`` or ``Alerter``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session

from controller.clock import wall_ms
from controller.db.origin import origin
from controller.people.actor import Actor, may
from controller.people.models import ApiToken, LoginSession, User
from controller.people.presence import note_use
from controller.people.rights import Right
from controller.people.scope import not_allowed
from controller.people.service import actor_of, find_api_token
from controller.people.sessions import find_session
from controller.people.tokens import csrf_fits
from controller.settings import Settings
from controller.web.deps import READING, Db
from protocol.errors import NotAllowed
from protocol.words import Words

SESSION_COOKIE = "rao_session"
VISIT_COOKIE = "rao_visit"
"""A random value for a browser that has not signed in, so that even the login form is bound to its browser."""
BEARER = "Bearer "
ALWAYS_OPEN = ("/account/password", "/account/second-factor", "/logout", "/language")
"""Where a person may go who has something to do first."""


class NotSignedIn(NotAllowed):
    """Nobody is known behind this request."""

    def __init__(self) -> None:
        super().__init__(
            Words("Bạn chưa đăng nhập hoặc phiên đã hết.", "You are not signed in, or your session is over."),
            Words("Hãy đăng nhập.", "Sign in; a program sends its API token as a Bearer token."),
        )


class FirstThings(NotAllowed):
    """Before anything else this person must go to the page at ``path``."""

    def __init__(self, path: str, problem: Words) -> None:
        super().__init__(problem, Words(f"Mở {path}.", f"Open {path}."))
        self.path = path


def current_user(request: Request, session: Db) -> User:
    """The person behind the request's session cookie or Bearer token.

    Raises :class:`NotSignedIn`, and :class:`FirstThings` for a browser whose person has to do something before.
    """
    given = request.headers.get("authorization", "")
    held: tuple[ApiToken | LoginSession, User] | None
    if given.startswith(BEARER):
        held = find_api_token(session, given.removeprefix(BEARER), wall_ms())
    else:
        held = find_session(session, "" if given else request.cookies.get(SESSION_COOKIE, ""), wall_ms())
    if held is None:
        raise NotSignedIn
    means, user = held
    token = means if isinstance(means, ApiToken) else None
    actor = actor_of(session, user, token)
    session.expunge(user)  # else a refusal, which rolls back, takes the name off the page that tells it
    remember(request, user, actor, token.name if token else "")
    note_use(request.app.state.engine, session, means, wall_ms())
    if token is None:
        _first_things(request, user, actor)
    return user


def remember(request: Request, user: User, actor: Actor, token_name: str = "") -> None:
    """From here on this request is the person's: on its pages and in the trail of changes."""
    request.state.user, request.state.actor = user, actor
    asked = origin()
    asked.user_id, asked.login, asked.unit_id, asked.token_name = user.id, user.login, user.unit_id, token_name


def _first_things(request: Request, user: User, actor: Actor) -> None:
    if request.url.path.startswith(ALWAYS_OPEN):
        return
    if user.must_change:
        raise FirstThings(
            "/account/password",
            Words(
                "Mật khẩu này do người khác đặt, phải đổi trước đã.",
                "Somebody else chose this password: change it first.",
            ),
        )
    if needs_second_factor(request.app.state.settings, user, actor):
        raise FirstThings(
            "/account/second-factor",
            Words("Người quản trị phải bật xác thực hai bước.", "Administrators must turn on the second factor."),
        )


def needs_second_factor(settings: Settings, user: User, actor: Actor) -> bool:
    """Whether the province wants a second factor of this person, who has none."""
    wanted = settings.people.second_factor == "administrators"
    return wanted and not user.totp_secret and any(grant.role == "administrator" for grant in actor.grants)


CurrentUser = Annotated[User, Depends(current_user)]


def current_actor(request: Request, _user: CurrentUser) -> Actor:
    """The person as services want it."""
    actor: Actor = request.state.actor
    return actor


CurrentActor = Annotated[Actor, Depends(current_actor)]


def _in_browser(request: Request, session: Db, user: CurrentUser) -> User:
    """The person at a browser of their own, as a row that may be changed: no program changes its person's password."""
    if request.headers.get("authorization"):
        raise not_allowed()
    return session.get_one(User, user.id)


def oneself(request: Request, session: Session) -> User:
    """The same for a route that goes on without this transaction."""
    return _in_browser(request, session, current_user(request, session))


Oneself = Annotated[User, Depends(_in_browser)]


def require(right: Right) -> Callable[[Actor], Actor]:
    """A dependency that lets only roles with the right pass. Where they have it, the service asks the scope."""

    def holder(actor: CurrentActor) -> Actor:
        if not may(actor, right):
            raise not_allowed()
        return actor

    return holder


Seer = Annotated[Actor, Depends(require("see"))]
Alerter = Annotated[Actor, Depends(require("alert"))]
Publisher = Annotated[Actor, Depends(require("publish"))]
Technician = Annotated[Actor, Depends(require("devices"))]
Auditor = Annotated[Actor, Depends(require("audit"))]
Keeper = Annotated[Actor, Depends(require("people"))]


async def guard_forms(request: Request) -> None:
    """Refuses a change asked for by a browser unless its form (or header) proves that it came from our own page."""
    if request.method in READING or request.headers.get("authorization"):
        return
    held = request.cookies.get(SESSION_COOKIE) or request.cookies.get(VISIT_COOKIE)
    given = request.headers.get("x-rao-form") or (await request.form()).get("form_token")
    if not held or not isinstance(given, str) or not csrf_fits(held, given):
        raise NotAllowed(
            Words("Biểu mẫu này không còn hiệu lực.", "This form is no longer valid."),
            Words("Mở lại trang rồi gửi lần nữa.", "Open the page again and send it once more."),
        )


async def guard_api(request: Request) -> None:
    """The same for programs' routes when it is a signed-in browser that calls them."""
    if SESSION_COOKIE in request.cookies:
        await guard_forms(request)
