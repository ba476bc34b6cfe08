"""What was shown when: one line a change of the main picture or of a zone beside it."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from protocol.ids import EpochMs
from protocol.programme_types import Screen, ShowAlert, ShowItem, ShowOff

MOST_ENTRIES = 1_000
WHOLE = "screen"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FrameEntry:
    """A change of the picture."""

    at_ms: EpochMs
    zone: str
    """``screen`` for a change of the main zone or of all of it, else the side zone's name."""
    item: str
    page: int
    sha256: str
    """Over the RGB bytes of the whole shown frame, or of the side zone."""


class FrameLog:
    """The last changes, oldest first."""

    def __init__(self) -> None:
        self._entries: deque[FrameEntry] = deque(maxlen=MOST_ENTRIES)

    def add(self, show: Screen, at_ms: EpochMs, page: int, sha256: str, zone: str = WHOLE) -> FrameEntry:
        """Note the picture of that hash, shown for ``show``."""
        entry = FrameEntry(at_ms, zone, name_of(show), page, sha256)
        self._entries.append(entry)
        _log.debug("shown %s page %d in %s frame %s", entry.item, entry.page, entry.zone, entry.sha256)
        return entry

    def entries(self) -> Sequence[FrameEntry]:
        """All entries kept."""
        return tuple(self._entries)


def name_of(show: Screen) -> str:
    """A show for the record: ``item plan-2023``, ``alert a-1``, ``off``, ``safe``."""
    match show:
        case ShowItem(item=item):
            return f"item {item.id}"
        case ShowAlert(alert=alert):
            return f"alert {alert.id}"
        case ShowOff():
            return "off"
    return "safe"
