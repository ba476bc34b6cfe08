"""What a person writes before an alert is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from protocol.alert import AlertText, Severity

SEVERITY_OF_LEVEL: Mapping[int, Severity] = {1: "Minor", 2: "Moderate", 3: "Severe", 4: "Extreme", 5: "Extreme"}
"""CAP's severity for a national risk level (Decision 18/2021/QĐ-TTg) when the writer gives none."""
SEVERITIES: Mapping[str, Severity] = {one: one for one in get_args(Severity)}


@dataclass(frozen=True, slots=True)
class AlertDraft:
    """An alert as written. The texts carry no speech yet; ``until_ms`` outweighs ``lasts_ms``."""

    event: str
    level: int
    texts: tuple[AlertText, ...]
    unit_ids: tuple[str, ...]
    lasts_ms: int = 60 * 60 * 1000
    until_ms: int | None = None
    status: Literal["Actual", "Exercise"] = "Actual"
    severity: Severity | None = None


def severity_of(stored: str) -> Severity:
    """A severity as it stands in the database; an unknown one is a KeyError."""
    return SEVERITIES[stored]
