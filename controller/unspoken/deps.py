"""What both routes of the list ask for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

TaskAfter = Annotated[str, Query(max_length=64, description="The id of the last one seen; empty: from the beginning.")]
InLanguage = Annotated[
    str,
    Query(pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{2,8})?)?$", description="Of one language alone, as BCP 47 has it."),
]
