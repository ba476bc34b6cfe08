"""To the provider and back, to sign in or to have oneself known by it. No transaction is held while it is asked."""

from __future__ import annotations

import logging
from typing import Annotated

from fastapi import APIRouter, Form, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field
from sqlalchemy import Engine

from controller.clock import wall_ms
from controller.db import session_scope
from controller.oidc import service
from controller.oidc.asking import ProviderFails
from controller.oidc.deps import MaybeProvider, issuer_of, none_here
from controller.oidc.id_token import Known, NotTrusted
from controller.oidc.models import SUBJECT_CHARS, ProviderVisit
from controller.oidc.provider import CALLBACK, Provider
from controller.oidc.visits import Declined, NoVisit, send, take
from controller.people.deps import VISIT_COOKIE, Keeper, Oneself, current_user, oneself
from controller.people.schemas import UserId
from controller.people.service import others
from controller.people.sign_in_pages import Password, came, entered, sign_in_page
from controller.people.signing_in import Refused, SignedIn, prove, sign_in_known
from controller.web.deps import AppSettings, Db
from controller.web.panel import page
from protocol.errors import RaoError
from protocol.words import Words

log = logging.getLogger(__name__)
router = APIRouter()
Ref = Annotated[str, Path(max_length=12)]


class Answer(BaseModel):
    """What a browser brings back (RFC 6749 4.1.2, RFC 9207); whatever else it brings is not looked at."""

    state: Annotated[str, Field(max_length=100)] = ""
    code: Annotated[str, Field(max_length=4096)] = ""
    error: Annotated[str, Field(max_length=200)] = ""
    iss: Annotated[str, Field(max_length=300)] = ""


@router.get("/login/oidc")
def go(request: Request, provider: MaybeProvider) -> Response:
    """Sends the browser to the provider, or shows the sign-in page with the reason why not."""
    browser = request.cookies.get(VISIT_COOKIE, "")
    if provider is None or not browser:
        return RedirectResponse("/login", 303)
    try:
        return RedirectResponse(_address(request, provider, browser), 303)
    except ProviderFails as failure:
        log.warning("sign-in provider: %s", failure.detail)
        return sign_in_page(request, _whole(failure), status=503)


@router.get(CALLBACK)
def come_back(
    request: Request, settings: AppSettings, provider: MaybeProvider, answer: Annotated[Answer, Query()]
) -> Response:
    """Opens a session for whom the provider vouches, or has them known by it; or shows why not."""
    if provider is None:
        return RedirectResponse("/login", 303)
    engine: Engine = request.app.state.engine
    try:
        visit = _visit(request, provider, answer)
        known = provider.known_by(answer.code, visit.verifier, visit.nonce, wall_ms() // 1000)
    except (NoVisit, Declined, NotTrusted, ProviderFails) as refusal:
        log.warning("sign-in provider: %s", refusal.detail)
        status = 503 if isinstance(refusal, ProviderFails) else 401
        return sign_in_page(request, _whole(refusal), status=status)
    if visit.user_id is not None:
        return _linked(request, engine, provider, visit.user_id, known)
    with session_scope(engine) as session:
        user = service.known_person(session, provider.settings.issuer, known, wall_ms())
        result = sign_in_known(session, user, wall_ms(), came(request)) if user else _stranger(provider, known)
        if isinstance(result, SignedIn):
            return entered(request, session, settings, result)
    return sign_in_page(request, result.words)


@router.post("/account/identities")
def begin_linking(request: Request, provider: MaybeProvider, password: Password = "") -> Response:
    """Once the password is right: a page from which one goes to the provider, to come back known by it."""
    with session_scope(request.app.state.engine) as session:
        user = oneself(request, session)
        refused = None if provider is None else prove(session, user, password, wall_ms(), came(request))
    if provider is None:
        raise none_here()
    if refused:
        return _link_page(request, provider, refusal=refused.words)
    browser = request.cookies.get(VISIT_COOKIE) or request.state.new_visit
    return _link_page(request, provider, address=_address(request, provider, browser, user_id=user.id))


@router.get("/account/identities")
def link_page(request: Request, _user: Oneself, provider: MaybeProvider) -> Response:
    """The form in which the password is asked for first."""
    if provider is None:
        raise none_here()
    return _link_page(request, provider)


@router.post("/account/identities/{ref}/remove")
def unlink(session: Db, user: Oneself, ref: Ref) -> Response:
    """The provider vouches for one no more; not for the last way in."""
    service.unlink(session, user, ref)
    return RedirectResponse("/account", 303)


@router.post("/people/{user_id}/identities")
def link_person(
    session: Db,
    actor: Keeper,
    provider: MaybeProvider,
    user_id: UserId,
    subject: Annotated[str, Form(max_length=SUBJECT_CHARS)],
) -> Response:
    """Who looks after somebody says who they are there."""
    others(session, actor, user_id)
    service.link_by_keeper(session, actor, user_id, issuer_of(provider), subject.strip(), wall_ms())
    return RedirectResponse(f"/people/{user_id}#identities", 303)


@router.post("/people/{user_id}/identities/{ref}/remove")
def unlink_person(session: Db, actor: Keeper, user_id: UserId, ref: Ref) -> Response:
    """The provider vouches for somebody no more."""
    service.unlink_by_keeper(session, actor, user_id, ref)
    return RedirectResponse(f"/people/{user_id}#identities", 303)


def _address(request: Request, provider: Provider, browser: str, *, user_id: int | None = None) -> str:
    """Where the browser goes; it is waited for from now on. The provider is asked before anything is written."""
    issuer, address = provider.metadata.issuer, came(request).address
    with session_scope(request.app.state.engine) as session:
        sent = send(session, issuer, browser, address, wall_ms(), user_id=user_id)
    return provider.address_for(sent.state, sent.nonce, sent.challenge)


def _visit(request: Request, provider: Provider, answer: Answer) -> ProviderVisit:
    """The visit that ends with this answer, whatever becomes of it."""
    browser = request.cookies.get(VISIT_COOKIE, "")
    with session_scope(request.app.state.engine) as session:
        visit = take(session, provider.settings.issuer, answer.state, browser, wall_ms())
        session.expunge_all()
    provider.check_issuer(answer.iss)
    if answer.error or not answer.code:
        raise Declined
    return visit


def _linked(request: Request, engine: Engine, provider: Provider, user_id: int, known: Known) -> Response:
    with session_scope(engine) as session:
        user = current_user(request, session)
        if user.id != user_id:
            raise NoVisit
        service.link(session, user, provider.settings.issuer, known, wall_ms(), by=user_id)
    return RedirectResponse("/account#identities", 303)


def _stranger(provider: Provider, known: Known) -> Refused:
    there = f"{known.name} · {known.subject}" if known.name else known.subject
    name = provider.settings.name
    return Refused(
        Words(
            f"{name} biết bạn ({there}), nhưng chưa có tài khoản nào ở đây gắn với danh tính đó. Hãy đăng nhập bằng "
            "mật khẩu rồi gắn ở trang Tài khoản của tôi, hoặc gửi mã này cho người quản trị.",
            f"{name} knows you ({there}), but no account here belongs to that identity. Sign in by your password and "
            "link it on the page of your account, or give this to the administrator.",
        )
    )


def _link_page(request: Request, provider: Provider, refusal: Words | None = None, address: str = "") -> Response:
    status, name = 422 if refusal else 200, provider.settings.name
    return page(request, "oidc/link.html", status=status, refusal=refusal, address=address, provider=name)


def _whole(error: RaoError) -> Words:
    return Words(error.told_in("vi"), error.told_in("en"))
