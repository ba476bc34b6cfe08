"""How long somebody waits after wrong passwords: longer each time, for a login and for an address. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from protocol.ids import DurationMs, EpochMs

A_MINUTE = DurationMs(60_000)
AN_HOUR = DurationMs(60 * 60_000)
A_DAY = DurationMs(24 * 60 * 60_000)


@dataclass(frozen=True, slots=True)
class Patience:
    """From ``free`` failures on one waits: a minute, two, four, up to ``most_ms``."""

    free: int
    first_ms: DurationMs = A_MINUTE
    most_ms: DurationMs = AN_HOUR
    forgets_after_ms: DurationMs = A_DAY
    """Failures are forgotten when none came for so long."""

    def wait_ms(self, failures: int) -> DurationMs:
        """How long to wait after so many failures in a row; 0 while there are few."""
        beyond = failures - self.free
        if beyond < 0:
            return DurationMs(0)
        return DurationMs(min(self.most_ms, self.first_ms << min(beyond, 32)))

    def counted(self, failures: int, failed_at_ms: EpochMs, now_ms: EpochMs) -> int:
        """How many failures there are with one more now."""
        return 1 if now_ms - failed_at_ms > self.forgets_after_ms else failures + 1


OF_A_LOGIN_THERE = Patience(free=5)
"""One login, tried from one address."""
OF_A_LOGIN = Patience(free=50)
"""From wherever it was tried (NIST SP 800-63B 5.2.2 allows 100). More than from one address: else anybody could keep
out whoever must warn people, by guessing wrongly on purpose."""
OF_AN_ADDRESS = Patience(free=30)
"""A whole office may sit behind one address."""
