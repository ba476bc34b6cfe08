"""What pages show of somebody's identities."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from controller.oidc.service import identities_of, ref_of
from controller.people.models import User
from controller.settings import Settings


def shown_identities(session: Session, settings: Settings, user: User) -> dict[str, Any]:
    """``identities`` with how each is named in addresses, and ``provider``, its name; empty where there is none."""
    found = identities_of(session, user.id or 0)
    return {
        "identities": [(one, ref_of(one)) for one in found],
        "provider": settings.oidc.name if settings.oidc else "",
    }
