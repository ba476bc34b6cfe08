"""People over HTTP: who asks, and new ones."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from controller.people.actor import Actor
from controller.people.deps import CurrentUser, require
from controller.people.models import User
from controller.people.rights import Role
from controller.people.service import create_user
from controller.web.deps import Db

router = APIRouter(prefix="/api/v1", tags=["people"])


class UserIn(BaseModel):
    """A new person."""

    model_config = ConfigDict(extra="forbid")

    login: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^\S+$")]
    full_name: Annotated[str, Field(min_length=1, max_length=200)]
    password: str
    role: Role
    unit_id: str


class UserOut(BaseModel):
    """A person as others may see them."""

    model_config = ConfigDict(from_attributes=True)

    login: str
    full_name: str
    role: str
    unit_id: str


@router.get("/me")
def me(user: CurrentUser) -> UserOut:
    """Who asks."""
    return UserOut.model_validate(user)


@router.post("/users", status_code=201)
def add_user(session: Db, actor: Annotated[Actor, Depends(require("people"))], person: UserIn) -> UserOut:
    """A new person in one of the units whose people one looks after."""
    user: User = create_user(session, actor, **person.model_dump())
    return UserOut.model_validate(user)
