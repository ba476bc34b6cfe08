"""Who is behind the work that goes on now, and where it was asked for: set at the edge, read when it is committed."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class Origin:
    """One request or one run of the program. The edge fills in the person as soon as it knows them.

    ``address`` is an IP address, ``via`` a route such as ``POST /alerts/new``; ``token_name`` is the API token's.
    """

    address: str = ""
    via: str = ""
    user_id: int | None = None
    login: str = ""
    unit_id: str | None = None
    token_name: str = ""


ORIGIN: ContextVar[Origin | None] = ContextVar("origin", default=None)


def origin() -> Origin:
    """The origin of this work; without one it is the program itself: its jobs and its command line."""
    return ORIGIN.get() or Origin()
