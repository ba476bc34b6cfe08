"""``/api/v1/users/{user_id}/identities``: who somebody is at the sign-in provider."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from controller.clock import wall_ms
from controller.oidc import service
from controller.oidc.deps import MaybeProvider, issuer_of
from controller.oidc.schemas import IdentityIn, IdentityOut, identity_out
from controller.people.deps import Keeper
from controller.people.schemas import Done, UserId
from controller.people.service import find_user, others
from controller.web.deps import Db

router = APIRouter(prefix="/api/v1/users/{user_id}/identities")
Ref = Annotated[str, Path(max_length=12)]


@router.get("")
def identities(session: Db, actor: Keeper, user_id: UserId) -> list[IdentityOut]:
    """By what the provider knows a person."""
    user = find_user(session, actor, user_id)
    return [identity_out(one) for one in service.identities_of(session, user.id or 0)]


@router.post("", status_code=201)
def link(session: Db, actor: Keeper, provider: MaybeProvider, user_id: UserId, asked: IdentityIn) -> IdentityOut:
    """From now on whoever the provider calls so is this person."""
    others(session, actor, user_id)
    made = service.link_by_keeper(session, actor, user_id, issuer_of(provider), asked.subject, wall_ms())
    return identity_out(made)


@router.delete("/{ref}")
def unlink(session: Db, actor: Keeper, user_id: UserId, ref: Ref) -> Done:
    """No longer; nothing where there is no such identity."""
    service.unlink_by_keeper(session, actor, user_id, ref)
    return Done()
