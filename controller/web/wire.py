"""Messages of the protocol that come or go over HTTP, as OpenAPI names them."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from protocol.enrolment import EnrolAnswer, EnrolRequest

PARTS = "#/components/schemas/{name}"
_, MESSAGES = msgspec.json.schema_components((EnrolRequest, EnrolAnswer), ref_template=PARTS)
"""Their schemas and those of their parts, by name."""


def json_of(message: type[Struct]) -> dict[str, Any]:
    """The ``content`` of a body that is this message."""
    return {"application/json": {"schema": {"$ref": PARTS.format(name=message.__name__)}}}
