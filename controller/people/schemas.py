"""People, what they were granted and their tokens as they come and leave by HTTP."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field, model_validator

from controller.people.api_tokens import MOST_DAYS, USUAL_DAYS
from controller.people.rights import Role
from protocol.ids import EpochMs

Login = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$")]
FullName = Annotated[str, Field(min_length=1, max_length=200)]
UnitText = Annotated[str, Field(max_length=32)]
UserId = Annotated[int, Path(ge=1, le=2**31 - 1)]
"""What the column of ids can hold."""


class UserIn(BaseModel):
    """A new person; without a password they get a one-time code."""

    model_config = ConfigDict(extra="forbid")

    login: Login
    full_name: FullName
    password: str = Field(default="", max_length=1000)
    """Chosen by somebody else, so it must be changed at the first sign-in."""
    role: Role
    unit_id: UnitText


class GrantIn(BaseModel):
    """One more role."""

    model_config = ConfigDict(extra="forbid")

    role: Role
    unit_id: UnitText


class UserChange(GrantIn):
    """What is to be of a person: name, first role and unit."""

    full_name: FullName


class Standing(BaseModel):
    """Whether somebody may sign in."""

    model_config = ConfigDict(extra="forbid")

    disabled: bool


class GrantOut(BaseModel):
    """A role in a unit and all below it."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    role: Role
    unit_id: str


class UserOut(BaseModel):
    """A person, without any secret. ``grants`` has the first role as well."""

    model_config = ConfigDict(frozen=True)

    id: int
    login: str
    full_name: str
    role: Role
    unit_id: str
    grants: list[GrantOut]
    disabled: bool
    second_factor: bool
    signed_in_at_ms: EpochMs | None


class NewUserOut(UserOut):
    """With the one-time code, told once; empty for a person who was given a password."""

    code: str


class CodeOut(BaseModel):
    """A one-time code, told once."""

    code: str
    expires_at_ms: EpochMs


class TokenIn(BaseModel):
    """A new token of one's own: all that one may, or only as ``role`` in ``unit_id``."""

    model_config = ConfigDict(extra="forbid")

    name: FullName
    role: Role | None = None
    unit_id: UnitText | None = None
    days: int = Field(default=USUAL_DAYS, ge=1, le=MOST_DAYS)

    @model_validator(mode="after")
    def _unit_needs_role(self) -> TokenIn:
        """A unit alone would be taken for less than it is."""
        if self.unit_id and not self.role:
            raise ValueError("unit_id needs a role")
        return self


class TokenOut(BaseModel):
    """A token without its secret."""

    ref: str
    name: str
    role: Role | None
    unit_id: str | None
    expires_at_ms: EpochMs
    made_at_ms: EpochMs
    last_used_at_ms: EpochMs | None


class NewTokenOut(BaseModel):
    """With the secret, told once."""

    token: str


class Done(BaseModel):
    """It is so now."""

    done: Literal[True] = True
