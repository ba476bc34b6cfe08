"""What can't be state: take a picture now, report now, restart. Never commits."""

from __future__ import annotations

import secrets
from typing import Literal

from sqlmodel import Session

from controller.devices.service import get_device
from controller.documents import service as documents
from controller.documents.models import SignedDocument
from controller.people.actor import Actor
from controller.people.scope import demand
from protocol.documents import Command
from protocol.errors import Conflict
from protocol.ids import EpochMs
from protocol.timers import COMMAND_TTL_S
from protocol.words import Words

Action = Literal["snapshot", "report", "restart"]


def send_command(session: Session, actor: Actor, device_id: str, action: Action, now_ms: EpochMs) -> str:
    """The id of a new command, which lives for a minute; its progress comes back as acks of that id.

    Raises :class:`NotFound`, :class:`NotAllowed`, or :class:`Conflict` while one before it has not left yet.
    """
    demand(session, actor, "devices", get_device(session, actor, device_id, now_ms).unit_id)
    before = documents.find(session, "command", device_id)
    if before is not None and _is_waiting(before, now_ms):
        raise Conflict(
            Words("Lệnh trước chưa được gửi đi.", "The command before it has not left yet."),
            Words("Thử lại sau vài giây.", "Try again in a few seconds."),
        )
    command = Command(id=f"c-{secrets.token_hex(8)}", action=action)
    ends_ms = EpochMs(now_ms + int(COMMAND_TTL_S * 1000))
    documents.put(session, "command", device_id, command, expires_at_ms=ends_ms)
    return command.id


def _is_waiting(command: SignedDocument, now_ms: EpochMs) -> bool:
    has_left = command.signed_rev == command.rev and command.handed_digest == command.digest
    return not has_left and command.expires_at_ms is not None and command.expires_at_ms > now_ms
