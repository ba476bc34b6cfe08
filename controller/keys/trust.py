"""The list of working keys in force. Pure."""

from __future__ import annotations

import msgspec

from protocol.documents import TrustedKey, TrustList
from protocol.ids import EpochMs
from protocol.jws import kid_of

DAY_MS = 24 * 60 * 60 * 1000
KEY_LIFE_MS = 3 * 365 * DAY_MS
RENEW_BEFORE_MS = 365 * DAY_MS
"""A key with less life left than this gets a new term, long before a board that was off for months would refuse it."""


OVERLAP_MS = 7 * DAY_MS
"""How long the last working key stays trusted after a rotation: boards that are off meanwhile keep their alerts."""


def renewed(held: TrustList | None, working_public_key: str, now_ms: EpochMs) -> TrustList:
    """``held`` with the working key in force and what has expired gone; equal to ``held`` when nothing is due."""
    keys = tuple(key for key in (held.keys if held else ()) if key.not_after_ms > now_ms)
    kid = kid_of(working_public_key)
    if any(key.kid == kid and key.not_after_ms - now_ms > RENEW_BEFORE_MS for key in keys):
        return TrustList(keys=keys)
    return TrustList(keys=(*(key for key in keys if key.kid != kid), _in_force(working_public_key, now_ms)))


def rotated(held: TrustList | None, working_public_key: str, now_ms: EpochMs, overlap_ms: int) -> TrustList:
    """``held`` with another working key in force and all others running out after ``overlap_ms``, at once when 0.

    A board drops alerts whose key left the list, so what it holds must have come again, newly signed, before.
    """
    ends_ms = EpochMs(now_ms + overlap_ms)
    others = (key for key in (held.keys if held else ()) if key.kid != kid_of(working_public_key))
    kept = (msgspec.structs.replace(key, not_after_ms=min(key.not_after_ms, ends_ms)) for key in others)
    return renewed(TrustList(keys=tuple(kept)), working_public_key, now_ms)


def _in_force(public_key: str, now_ms: EpochMs) -> TrustedKey:
    return TrustedKey(
        kid=kid_of(public_key),
        public_key=public_key,
        may_sign=("desired", "alerts", "command"),
        units=("*",),
        not_after_ms=EpochMs(now_ms + KEY_LIFE_MS),
    )
