"""What the child process that tries a station is told, and what it tells."""

from __future__ import annotations

from msgspec import Struct

from protocol.words import Words

SILENCE_DBFS = -60.0
"""Quieter is silence, as loudspeakers judge it too."""
LISTEN_S = 6.0
"""How long a station is listened to, at most."""


class Question(Struct, frozen=True, kw_only=True):
    """Which station."""

    url: str
    private_too: bool = False
    listen_s: float = LISTEN_S


class Heard(Struct, frozen=True, kw_only=True, tag="heard"):
    """A station that loudspeakers can relay: how it is sent, and how loud it was while it was listened to."""

    codec: str
    """``MP3``, ``AAC`` or ``Opus``."""
    bit_rate_kbps: int
    sample_rate_hz: int
    channels: int
    heard_ms: int
    level_dbfs: float
    is_hls: bool

    @property
    def is_silent(self) -> bool:
        """A carrier without a programme: loudspeakers would play the fallback."""
        return self.level_dbfs < SILENCE_DBFS


class Unfit(Struct, frozen=True, tag="unfit"):
    """Why loudspeakers could not relay it now."""

    problem: Words
    remedy: Words


Answer = Heard | Unfit
