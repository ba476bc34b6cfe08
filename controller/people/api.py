"""``/api/v1/me`` and ``/api/v1/users``."""

from __future__ import annotations

from fastapi import APIRouter

from controller.people import service
from controller.people.deps import CurrentUser, Keeper
from controller.people.schemas import UserIn, UserOut
from controller.web.deps import Db

router = APIRouter(prefix="/api/v1")


@router.get("/me")
def me(user: CurrentUser) -> UserOut:
    """Who asks."""
    return UserOut.model_validate(user)


@router.get("/users")
def users(session: Db, actor: Keeper) -> list[UserOut]:
    """The people of the units in which one looks after people."""
    return [UserOut.model_validate(user) for user in service.list_users(session, actor)]


@router.post("/users", status_code=201)
def add_user(session: Db, actor: Keeper, person: UserIn) -> UserOut:
    """A new person in one of these units."""
    return UserOut.model_validate(service.create_user(session, actor, **person.model_dump()))
