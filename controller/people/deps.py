"""Who makes this request, for routes: each asks for somebody with a right, such as ``Seer`` or ``Alerter``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from controller.clock import wall_ms
from controller.db.origin import origin
from controller.people.actor import Actor, may
from controller.people.models import User
from controller.people.rights import Right
from controller.people.scope import not_allowed
from controller.people.service import user_of_api_token, user_of_session
from controller.people.tokens import csrf_fits
from controller.web.deps import READING, Db
from protocol.errors import NotAllowed
from protocol.words import Words

SESSION_COOKIE = "rao_session"
VISIT_COOKIE = "rao_visit"
"""A random value for a browser that has not signed in, so that even the login form is bound to its browser."""
BEARER = "Bearer "


class NotSignedIn(NotAllowed):
    """Nobody is known behind this request."""

    def __init__(self) -> None:
        super().__init__(
            Words("Bạn chưa đăng nhập hoặc phiên đã hết.", "You are not signed in, or your session is over."),
            Words("Hãy đăng nhập.", "Sign in; a program sends its API token as a Bearer token."),
        )


def current_user(request: Request, session: Db) -> User:
    """The person behind the request's session cookie or Bearer token; raises :class:`NotSignedIn`."""
    given = request.headers.get("authorization", "")
    if given.startswith(BEARER):
        user = user_of_api_token(session, given.removeprefix(BEARER), wall_ms())
    else:
        cookie = "" if given else request.cookies.get(SESSION_COOKIE, "")
        user = user_of_session(session, cookie, wall_ms())
    if user is None:
        raise NotSignedIn
    session.expunge(user)  # else a refusal, which rolls back, takes the name off the page that tells it
    remember(request, user)
    return user


def remember(request: Request, user: User) -> None:
    """From here on this request is the person's: on its pages and in the trail of changes."""
    request.state.user = user
    asked = origin()
    asked.user_id, asked.login, asked.unit_id = user.id, user.login, user.unit_id


CurrentUser = Annotated[User, Depends(current_user)]


def current_actor(user: CurrentUser) -> Actor:
    """The person as services want it."""
    return user.actor


CurrentActor = Annotated[Actor, Depends(current_actor)]


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
