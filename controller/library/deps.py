"""What routes that render ask for: a workshop, and the person, without holding a transaction meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from controller.db import session_scope
from controller.devices.proof import proven_device
from controller.library.workshop import Workshop, workshop_of
from controller.people.actor import Actor, may
from controller.people.deps import current_actor, current_user
from controller.people.rights import Right
from controller.people.scope import not_allowed
from protocol.device_proof import SCHEME


def _workshop(request: Request) -> Workshop:
    return workshop_of(request.app.state.settings, request.app.state.engine).with_worker()


def require_aside(right: Right) -> Callable[[Request], Actor]:
    """A dependency that lets only roles with the right pass: for routes which render for seconds.

    It asks in a transaction of its own that is over then. Such a route must not ask for ``Db`` as well, or its own
    workshop waits for it.
    """

    def holder(request: Request) -> Actor:
        with session_scope(request.app.state.engine, writes=False) as session:
            actor = current_actor(request, current_user(request, session))
        if not may(actor, right):
            raise not_allowed()
        return actor

    return holder


def reader(request: Request) -> None:
    """Lets devices pass by their proof and people by their session or token; raises :class:`NotAllowed` otherwise."""
    given = request.headers.get("authorization", "")
    with session_scope(request.app.state.engine, writes=False) as session:
        if given.startswith(f"{SCHEME} "):
            proven_device(session, request)
        else:
            current_user(request, session)


Making = Annotated[Workshop, Depends(_workshop)]
SeerAside = Annotated[Actor, Depends(require_aside("see"))]
WriterAside = Annotated[Actor, Depends(require_aside("write"))]
PublisherAside = Annotated[Actor, Depends(require_aside("publish"))]
AlerterAside = Annotated[Actor, Depends(require_aside("alert"))]
TechnicianAside = Annotated[Actor, Depends(require_aside("devices"))]
