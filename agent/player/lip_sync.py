"""How far a clip's sound has got, told by the loudspeaker and read by the screen: the ear forgives less than the eye.

A screen that follows it shows each frame when its sound is heard, however long the sound card's buffer is and however
fast its clock runs.
"""

from __future__ import annotations

import threading
from typing import NamedTuple

from protocol.programme_types import PlayItem, ShowItem

FRESH_MS = 250
"""A report older than this says nothing: the sound has stopped or its output is lost."""


class Heard(NamedTuple):
    """At ``steady_ms``, which may be to come, the sound of ``play`` stands at ``position_ms`` from its beginning."""

    play: PlayItem
    position_ms: float
    steady_ms: float


class LipSync:
    """The last report. Written by the sink's thread, read by the screen's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._heard: Heard | None = None

    def tell(self, heard: Heard) -> None:
        """What leaves the loudspeaker now."""
        with self._lock:
            self._heard = heard

    def position_ms(self, show: ShowItem, steady_ms: int) -> float | None:
        """Where the sound of ``show`` stands at ``steady_ms``; None when it isn't heard."""
        with self._lock:
            heard = self._heard
        if heard is None or heard.play.item.id != show.item.id or heard.play.began_at_ms != show.began_at_ms:
            return None
        age_ms = steady_ms - heard.steady_ms
        position_ms = heard.position_ms + age_ms
        return position_ms if age_ms <= FRESH_MS and position_ms >= 0 else None
