"""An emergency as boards receive it: the parts of CAP 1.2 a board needs, plus Viet Nam's national risk level.

Source: OASIS CAP 1.2 (names and code values of the elements); Decision 18/2021/QĐ-TTg (levels 1 to 5, colours).
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from protocol.ids import EpochMs
from protocol.manifest import Speech

NationalLevel = Annotated[int, Meta(ge=1, le=5)]
ShortText = Annotated[str, Meta(min_length=1, max_length=200)]
LongText = Annotated[str, Meta(max_length=2_000)]
Severity = Literal["Extreme", "Severe", "Moderate", "Minor", "Unknown"]

SEVERITY_ORDER: tuple[Severity, ...] = ("Unknown", "Minor", "Moderate", "Severe", "Extreme")


class AlertText(Struct, frozen=True, kw_only=True):
    """One CAP ``info`` block: what to show and say in one language."""

    language: Annotated[str, Meta(min_length=2, max_length=15)]
    headline: ShortText
    description: LongText = ""
    instruction: LongText = ""
    area: Annotated[str, Meta(max_length=500)] = ""
    """CAP ``areaDesc``."""
    sender_name: Annotated[str, Meta(max_length=200)] = ""
    speech: Speech | None = None
    """Made by the controller beforehand. Without it, or until it is fetched, the device speaks with its own voice."""


class Alert(Struct, frozen=True, kw_only=True):
    """One active emergency."""

    id: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{2,31}$")]
    status: Literal["Actual", "Exercise"]
    """CAP ``status``; ``Exercise`` is a drill, and the device itself marks it as one."""
    event: ShortText
    level: NationalLevel
    severity: Severity
    sent_at_ms: EpochMs
    expires_at_ms: EpochMs
    texts: Annotated[tuple[AlertText, ...], Meta(min_length=1, max_length=8)]


class MuteAll(Struct, frozen=True, kw_only=True):
    """The safety stop: every screen dark-safe and every speaker silent until it is lifted (absent from a newer set)."""

    id: str
    reason: LongText = ""
