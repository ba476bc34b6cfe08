"""``/api/v1/me``, ``/api/v1/users`` and ``/api/v1/tokens``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Query
from sqlmodel import Session

from controller.clock import wall_ms
from controller.people import api_tokens, service
from controller.people.deps import CurrentActor, CurrentUser, Keeper
from controller.people.models import ApiToken, User, role_of
from controller.people.rights import Grant, Role
from controller.people.schemas import (
    CodeOut,
    Done,
    GrantIn,
    GrantOut,
    NewTokenOut,
    NewUserOut,
    Standing,
    TokenIn,
    TokenOut,
    UserChange,
    UserId,
    UserIn,
    UserOut,
)
from controller.people.service import CODE_MS
from controller.web.deps import Db
from protocol.ids import EpochMs

router = APIRouter(prefix="/api/v1")
MOST = 1_000
UnitId = Annotated[str, Path(max_length=32)]
Ref = Annotated[str, Path(max_length=12)]


@router.get("/me")
def me(session: Db, user: CurrentUser) -> UserOut:
    """Who asks."""
    return _told(session, user)


@router.get("/users")
def users(
    session: Db,
    actor: Keeper,
    q: Annotated[str, Query(max_length=100)] = "",
    after: Annotated[str, Query(max_length=64)] = "",
    most: Annotated[int, Query(ge=1, le=MOST)] = MOST,
) -> list[UserOut]:
    """The people of the units in which one looks after people; ``after`` is the last login of a page before."""
    found = service.list_users(session, actor, words=q, after=after, most=most)
    grants = service.grants_by_user(session, found)
    return [_user_out(user, grants[user.id]) for user in found]


@router.post("/users", status_code=201)
def add_user(session: Db, actor: Keeper, person: UserIn) -> NewUserOut:
    """A new person in one of these units, with a one-time code unless a password is given."""
    user = service.create_user(session, actor, **person.model_dump(), must_change=bool(person.password))
    code = "" if person.password else service.give_code(session, actor, user.id or 0, wall_ms())
    return NewUserOut(**_told(session, user).model_dump(), code=code)


@router.put("/users/{user_id}")
def change_user(session: Db, actor: Keeper, user_id: UserId, wanted: UserChange) -> UserOut:
    """Another name, first role or unit."""
    return _told(session, service.change_user(session, actor, user_id, **wanted.model_dump()))


@router.put("/users/{user_id}/standing")
def set_standing(session: Db, actor: Keeper, user_id: UserId, wanted: Standing) -> UserOut:
    """Lets somebody sign in or not; people are never deleted."""
    return _told(session, service.set_disabled(session, actor, user_id, disabled=wanted.disabled))


@router.post("/users/{user_id}/grants")
def add_grant(session: Db, actor: Keeper, user_id: UserId, wanted: GrantIn) -> UserOut:
    """One more role in a unit."""
    service.add_grant(session, actor, user_id, wanted.role, wanted.unit_id)
    return _told(session, service.find_user(session, actor, user_id))


@router.delete("/users/{user_id}/grants/{role}/{unit_id}")
def remove_grant(session: Db, actor: Keeper, user_id: UserId, role: Role, unit_id: UnitId) -> UserOut:
    """That role in that unit no more."""
    service.remove_grant(session, actor, user_id, role, unit_id)
    return _told(session, service.find_user(session, actor, user_id))


@router.post("/users/{user_id}/code")
def give_code(session: Db, actor: Keeper, user_id: UserId) -> CodeOut:
    """A one-time code in the place of the password."""
    now_ms = wall_ms()
    return CodeOut(code=service.give_code(session, actor, user_id, now_ms), expires_at_ms=EpochMs(now_ms + CODE_MS))


@router.delete("/users/{user_id}/second-factor")
def take_second_factor(session: Db, actor: Keeper, user_id: UserId) -> UserOut:
    """For somebody who lost it."""
    service.take_second_factor(session, actor, user_id)
    return _told(session, service.find_user(session, actor, user_id))


@router.get("/tokens")
def tokens(session: Db, user: CurrentUser) -> list[TokenOut]:
    """One's own tokens."""
    return [_token_out(token) for token in api_tokens.tokens_of(session, user.id or 0)]


@router.post("/tokens", status_code=201)
def add_token(session: Db, user: CurrentUser, actor: CurrentActor, wanted: TokenIn) -> NewTokenOut:
    """A new token of one's own."""
    within = Grant(wanted.role, wanted.unit_id or user.unit_id) if wanted.role else None
    return NewTokenOut(token=api_tokens.issue(session, actor, user, wanted.name, within, wanted.days, wall_ms()))


@router.delete("/tokens/{ref}")
def revoke_token(session: Db, user: CurrentUser, actor: CurrentActor, ref: Ref) -> Done:
    """The program may do nothing more."""
    api_tokens.revoke(session, actor, user.id or 0, ref)
    return Done()


def _told(session: Session, user: User) -> UserOut:
    """The person as JSON."""
    return _user_out(user, service.grants_of(session, user))


def _user_out(user: User, grants: Sequence[Grant]) -> UserOut:
    return UserOut(
        id=user.id or 0,
        login=user.login,
        full_name=user.full_name,
        role=role_of(user.role),
        unit_id=user.unit_id,
        grants=[GrantOut.model_validate(grant) for grant in grants],
        disabled=user.disabled,
        second_factor=bool(user.totp_secret),
        signed_in_at_ms=EpochMs(user.signed_in_at_ms) if user.signed_in_at_ms else None,
    )


def _token_out(token: ApiToken) -> TokenOut:
    return TokenOut(
        ref=api_tokens.ref_of(token),
        name=token.name,
        role=role_of(token.role) if token.role else None,
        unit_id=token.unit_id,
        expires_at_ms=EpochMs(token.expires_at_ms),
        made_at_ms=EpochMs(token.made_at_ms),
        last_used_at_ms=EpochMs(token.last_used_at_ms) if token.last_used_at_ms else None,
    )
