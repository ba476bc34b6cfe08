"""One thing to tell an author."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from protocol.words import Words

Severity = Literal["note", "warning", "stop"]
"""``stop``: shown so it would be wrong or could not be read. ``warning``: better changed. ``note``: good to know."""

GRAVEST_FIRST: tuple[Severity, ...] = ("stop", "warning", "note")


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be known of a content on one kind of board."""

    severity: Severity
    words: Words
