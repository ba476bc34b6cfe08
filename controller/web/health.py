"""``GET /healthz``: for process supervisors and load balancers."""

from __future__ import annotations

from fastapi import APIRouter
from sqlmodel import text

from controller.web.deps import Db

router = APIRouter()


@router.get("/healthz")
def healthz(session: Db) -> dict[str, str]:
    """Answers when the process serves and its database does."""
    session.connection().execute(text("SELECT 1"))
    return {"status": "ok"}
