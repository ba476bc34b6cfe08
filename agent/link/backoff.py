"""How long to wait before the next try: full jitter, so that 10,000 boards don't come back in one second.

Source: AWS Architecture Blog, "Exponential Backoff and Jitter" (2015), the variant "full jitter".
"""

from __future__ import annotations

from random import Random

from protocol.timers import RECONNECT_FIRST_S, RECONNECT_MOST_S


def delay_s(
    attempt: int, random: Random, first_s: float = RECONNECT_FIRST_S, most_s: float = RECONNECT_MOST_S
) -> float:
    """Anything from 0 to a ceiling that doubles with each failed ``attempt`` (from 0), ``most_s`` at most."""
    ceiling_s = min(most_s, first_s * 2.0 ** min(attempt, 30))
    return random.uniform(0.0, ceiling_s)
