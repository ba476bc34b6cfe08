"""What routes that render ask for: a workshop, and the person, without holding a transaction meanwhile."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session

from controller.clock import wall_ms
from controller.db import session_scope
from controller.devices.service import find_device
from controller.library.workshop import Workshop, workshop_of
from controller.people.actor import Actor
from controller.people.deps import NotSignedIn, current_user
from protocol.device_proof import SCHEME, check_proof, claimed_device
from protocol.ids import DeviceId


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
            _check_device(session, request, given)
        else:
            current_user(request, session)


def _check_device(session: Session, request: Request, authorization: str) -> None:
    device_id, token = claimed_device(authorization)
    device = find_device(session, device_id)
    if device is None:
        raise NotSignedIn
    check_proof(token, device.public_key, DeviceId(device.id), request.method, request.url.path, b"", wall_ms())


Making = Annotated[Workshop, Depends(_workshop)]
ActorAside = Annotated[Actor, Depends(_actor_aside)]
"""Who asks, found in a transaction of its own that is over: for routes which render for seconds. Such a route must not
ask for ``Db`` as well, or its own workshop waits for it."""
