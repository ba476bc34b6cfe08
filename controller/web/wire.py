"""What routes say of themselves in OpenAPI: messages of the protocol, and refusals that few of them give."""

from __future__ import annotations

from collections.abc import Mapping
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


REFUSAL = {"application/json": {"schema": {"$ref": PARTS.format(name="Problem")}}}
"""The body of every refusal: :class:`controller.web.described.Problem`."""


def refused(whys: Mapping[int, str]) -> dict[int | str, dict[str, Any]]:
    """The ``responses`` of a route that refuses for more reasons than all do, by status."""
    return {status: {"description": why, "content": REFUSAL} for status, why in whys.items()}
