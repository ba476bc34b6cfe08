"""What was shown when: one line a change of the main picture."""

from __future__ import annotations

import hashlib
import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from protocol.ids import EpochMs
from protocol.programme_types import Screen, ShowAlert, ShowItem

MOST_ENTRIES = 1_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FrameEntry:
    """A change of the picture."""

    at_ms: EpochMs
    item: str
    page: int
    sha256: str
    """Over the RGB bytes of the whole shown frame."""


class FrameLog:
    """The last changes, oldest first."""

    def __init__(self) -> None:
        self._entries: deque[FrameEntry] = deque(maxlen=MOST_ENTRIES)

    def add(self, show: Screen, at_ms: EpochMs, page: int, rgb: bytes) -> FrameEntry:
        """Note the frame ``rgb`` shown for ``show``."""
        entry = FrameEntry(at_ms, name_of(show), page, hashlib.sha256(rgb).hexdigest())
        self._entries.append(entry)
        _log.debug("shown %s page %d frame %s", entry.item, entry.page, entry.sha256)
        return entry

    def entries(self) -> Sequence[FrameEntry]:
        """All entries kept."""
        return tuple(self._entries)


def name_of(show: Screen) -> str:
    """A show for the record: ``item plan-2023``, ``alert a-1``, ``safe``."""
    match show:
        case ShowItem(item=item):
            return f"item {item.id}"
        case ShowAlert(alert=alert):
            return f"alert {alert.id}"
    return "safe"
