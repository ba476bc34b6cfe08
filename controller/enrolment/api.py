"""``POST /api/v1/enrol`` for devices, ``POST /api/v1/claims`` for technicians."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter, Request, Response

from controller.broker.service import apply_logins
from controller.clock import wall_ms
from controller.db import session_scope
from controller.enrolment.retiring import retire
from controller.enrolment.schemas import ClaimIn, ClaimOut
from controller.enrolment.service import create_claim, enrol
from controller.library.deps import TechnicianAside
from controller.people.deps import Technician
from controller.people.scope import demand
from controller.web.deps import AppSettings, Db, RawBody
from controller.web.wire import json_of
from protocol.enrolment import EnrolAnswer, EnrolRequest
from protocol.wire import decode

router = APIRouter()
ASKED = {"requestBody": {"required": True, "content": json_of(EnrolRequest)}}
ANSWERED: dict[int | str, dict[str, Any]] = {200: {"description": "The identity.", "content": json_of(EnrolAnswer)}}


@router.post("/api/v1/enrol", response_class=Response, openapi_extra=ASKED, responses=ANSWERED)
def enrol_device(request: Request, settings: AppSettings, body: RawBody) -> Response:
    """An identity for a claim. The broker knows the new login before the device is told of it."""
    with session_scope(request.app.state.engine) as session:
        answer = enrol(session, settings, decode(body, EnrolRequest), wall_ms())
    apply_logins(request.app.state.engine, settings)
    return Response(msgspec.json.encode(answer), media_type="application/json")


@router.post("/api/v1/claims", status_code=201)
def issue_claim(claim: ClaimIn, session: Db, actor: Technician) -> ClaimOut:
    """A claim for one device, to whoever may set up devices in that unit."""
    demand(session, actor, "devices", claim.unit_id)
    return ClaimOut(claim=create_claim(session, claim.unit_id, claim.profile, claim.name))


@router.delete("/api/v1/devices/{device_id}", status_code=204)
def retire_device(request: Request, settings: AppSettings, device_id: str, actor: TechnicianAside) -> None:
    """Takes a device out of service; the broker ends to know it before this answers."""
    with session_scope(request.app.state.engine) as session:
        retire(session, actor, device_id, wall_ms())
    apply_logins(request.app.state.engine, settings)
