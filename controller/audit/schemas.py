"""Entries of the trail as they leave by HTTP."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Json

from protocol.ids import EpochMs


class AuditOut(BaseModel):
    """One entry; see :class:`controller.db.models.AuditEntry`."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    seq: int
    at_ms: EpochMs
    user_id: int | None
    login: str
    token_name: str
    address: str
    via: str
    unit_id: str | None
    kind: str
    key: str
    label: str
    action: str
    before: Json[dict[str, Any]]
    after: Json[dict[str, Any]]
    hash: str
