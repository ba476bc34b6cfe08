"""People as they come and leave by HTTP."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from controller.people.rights import Role


class UserIn(BaseModel):
    """A new person."""

    model_config = ConfigDict(extra="forbid")

    login: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$")
    full_name: str = Field(min_length=1, max_length=200)
    password: str = Field(max_length=1000)
    role: Role
    unit_id: str = Field(max_length=32)


class UserOut(BaseModel):
    """A person, without any secret."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: int
    login: str
    full_name: str
    role: Role
    unit_id: str
    disabled: bool
