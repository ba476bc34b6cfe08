"""Which device makes this request: by its proof, never by what it claims."""

from __future__ import annotations

from fastapi import Request
from sqlmodel import Session

from controller.clock import wall_ms
from controller.devices.models import Device
from controller.devices.service import find_device
from controller.people.deps import NotSignedIn
from protocol.device_proof import ProofRefused, check_proof, claimed_device
from protocol.errors import InvalidInput
from protocol.ids import DeviceId


def proven_device(session: Session, request: Request, body: bytes = b"") -> Device:
    """The device behind the request; raises :class:`NotSignedIn`.

    That is a 401, on which a device with a wrong clock takes the time from ``Date`` and asks once more.
    """
    method, path = request.method, request.url.path
    try:
        device_id, token = claimed_device(request.headers.get("authorization", ""))
        device = find_device(session, device_id)
        if device is None:
            raise NotSignedIn
        check_proof(token, device.public_key, DeviceId(device.id), method, path, body, wall_ms())
    except (ProofRefused, InvalidInput) as refused:
        raise NotSignedIn from refused
    return device
