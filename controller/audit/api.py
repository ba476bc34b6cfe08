"""``GET /api/v1/audit``: the trail of changes for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from controller.audit.filter import Filter
from controller.audit.schemas import AuditOut
from controller.audit.service import CHUNK, PAGE, list_entries
from controller.people.deps import Auditor
from controller.web.deps import Db

router = APIRouter(prefix="/api/v1")


@router.get("/audit")
def audit(
    session: Db,
    actor: Auditor,
    wanted: Filter,
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    most: Annotated[int, Query(ge=1, le=CHUNK)] = PAGE,
) -> list[AuditOut]:
    """The newest changes of one's units; ``before``, the last ``seq`` of an answer, leads on to older ones."""
    entries = list_entries(session, actor, wanted, before=before, most=most)
    return [AuditOut.model_validate(entry) for entry in entries]
