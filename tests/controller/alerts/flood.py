"""A warning as a duty officer would write it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from controller.alerts.draft import AlertDraft
from protocol.alert import AlertText
from tests.controller.places import NORTH

TEXT = AlertText(
    language="vi",
    headline="Lũ quét trên suối Rạt",
    description="Nước dâng nhanh trong 2 giờ tới.",
    instruction="Rời khỏi bờ suối, lên chỗ cao.",
)
FLOOD = AlertDraft(event="Lũ quét", level=3, texts=(TEXT,), unit_ids=(NORTH,))


def flood(**changes: Any) -> AlertDraft:
    """The warning with some things changed."""
    return replace(FLOOD, **changes)
