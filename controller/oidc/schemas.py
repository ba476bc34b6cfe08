"""Identities as they come and leave by HTTP."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from controller.oidc.models import SUBJECT_CHARS, UserIdentity
from controller.oidc.service import ref_of
from protocol.ids import EpochMs


class IdentityIn(BaseModel):
    """Who somebody is at the provider: its ``sub``, never an e-mail address."""

    model_config = ConfigDict(extra="forbid")

    subject: Annotated[str, Field(min_length=1, max_length=SUBJECT_CHARS)]


class IdentityOut(BaseModel):
    """An identity of a person; ``name`` is how the provider called them last."""

    ref: str
    issuer: str
    subject: str
    name: str
    linked_at_ms: EpochMs
    linked_by: int | None
    used_at_ms: EpochMs | None


def identity_out(row: UserIdentity) -> IdentityOut:
    """The row as JSON."""
    return IdentityOut(
        ref=ref_of(row),
        issuer=row.issuer,
        subject=row.subject,
        name=row.name,
        linked_at_ms=EpochMs(row.linked_at_ms),
        linked_by=row.linked_by,
        used_at_ms=EpochMs(row.used_at_ms) if row.used_at_ms is not None else None,
    )
