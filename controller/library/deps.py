"""What routes that render ask for: a workshop, and the person, without holding a transaction meanwhile."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from controller.db import session_scope
from controller.devices.proof import proven_device
from controller.library.workshop import Workshop, workshop_of
from controller.people.actor import Actor
from controller.people.deps import current_user
from protocol.device_proof import SCHEME


def _workshop(request: Request) -> Workshop:
    return workshop_of(request.app.state.settings, request.app.state.engine)


def _actor_aside(request: Request) -> Actor:
    with session_scope(request.app.state.engine, writes=False) as session:
        return current_user(request, session).actor


def reader(request: Request) -> None:
    """Lets devices pass by their proof and people by their session or token; raises :class:`NotAllowed` otherwise."""
    given = request.headers.get("authorization", "")
    with session_scope(request.app.state.engine, writes=False) as session:
        if given.startswith(f"{SCHEME} "):
            proven_device(session, request)
        else:
            current_user(request, session)


Making = Annotated[Workshop, Depends(_workshop)]
ActorAside = Annotated[Actor, Depends(_actor_aside)]
"""Who asks, found in a transaction of its own that is over: for routes which render for seconds. Such a route must not
ask for ``Db`` as well, or its own workshop waits for it."""
