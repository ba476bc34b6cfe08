"""What comes and goes over HTTP about claims."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class ClaimIn(BaseModel):
    """What a technician asks a claim for."""

    model_config = ConfigDict(extra="forbid")

    unit_id: str = Field(max_length=32)
    profile: str = Field(max_length=64)
    name: str = Field(min_length=1, max_length=200)


class ClaimOut(BaseModel):
    """The claim, shown this once."""

    claim: str
