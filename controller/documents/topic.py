"""Where a document of a kind for an audience stands at the broker."""

from __future__ import annotations

import re

from protocol import topics
from protocol.documents import Kind
from protocol.ids import DeviceId, UnitId, valid_id

UNIT_ID = re.compile(r"[0-9a-z]+-[0-9]{8}")
"""A dated unit, ``25195-20250701``. Device ids never have this shape (:mod:`controller.enrolment.names`)."""


def is_unit(aud: str) -> bool:
    """Whether this audience is a unit, not a device."""
    return UNIT_ID.fullmatch(aud) is not None


def topic_of(kind: Kind, aud: str) -> str:
    """The topic; raises :class:`protocol.errors.InvalidInput` for an audience that is no id."""
    if kind == "trust":
        return topics.CONTROLLER_TRUST
    if kind == "alerts" and is_unit(valid_id(aud)):
        return topics.area_alerts(UnitId(aud))
    return topics.down(DeviceId(valid_id(aud)), "cmd" if kind == "command" else kind)
