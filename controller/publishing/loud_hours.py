"""When loudspeakers may be heard: how often a day and how long each time, and the hours of quiet. Pure.

Emergencies know none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import structs

from protocol.documents import Window
from protocol.errors import InvalidInput
from protocol.words import Words

MOST_SESSIONS = 24
DAY_MIN = 24 * 60


class Limit(NamedTuple):
    """At most so many sessions a day, each of at most so many minutes; None: as many as you like."""

    sessions: int | None = None
    minutes: int | None = None

    def cut(self, windows: Sequence[Window]) -> tuple[Window, ...]:
        """What of the windows is within it: the first ones of those given, each from its begin."""
        kept = windows if self.sessions is None else windows[: self.sessions]
        return tuple(one if self.minutes is None else _no_longer(one, self.minutes) for one in kept)


NO_LIMIT = Limit()


class SoundHours(NamedTuple):
    """What holds beside the windows themselves."""

    limit: Limit
    quiet: tuple[Window, ...]


def strictest(limits: Iterable[Limit]) -> Limit:
    """Of several the smallest of each."""
    said = list(limits)
    sessions = [one.sessions for one in said if one.sessions is not None]
    minutes = [one.minutes for one in said if one.minutes is not None]
    return Limit(min(sessions, default=None), min(minutes, default=None))


def check_limit(limit: Limit, above: Limit) -> None:
    """Raises :class:`InvalidInput` for a limit that is none, or wider than what is allowed from above."""
    sensible = _within(limit.sessions, 0, MOST_SESSIONS) and _within(limit.minutes, 1, DAY_MIN)
    if not sensible:
        raise InvalidInput(
            Words("Giới hạn giờ loa không dùng được.", "That is no limit for loudspeakers."),
            Words("Từ 0 đến 24 buổi một ngày, mỗi buổi 1 đến 1440 phút.", "0 to 24 sessions a day of 1 to 1440 min."),
        )
    if _exceeds(limit.sessions, above.sessions) or _exceeds(limit.minutes, above.minutes):
        raise _too_much(above)


def check_windows(windows: Sequence[Window], above: Limit) -> None:
    """Raises :class:`InvalidInput` when loudspeakers would be open more often, or for longer, than is allowed."""
    longest = max((one.minutes for one in windows), default=0)
    if _exceeds(len(windows), above.sessions) or _exceeds(longest, above.minutes):
        raise _too_much(above)


def _too_much(above: Limit) -> InvalidInput:
    vi = [f"{above.sessions} buổi một ngày"] if above.sessions is not None else []
    en = [f"{above.sessions} sessions a day"] if above.sessions is not None else []
    if above.minutes is not None:
        vi.append(f"{above.minutes} phút một buổi")
        en.append(f"{above.minutes} min a session")
    return InvalidInput(
        Words(
            f"Nhiều hơn mức cho phép ở đây: {', '.join(vi)}.", f"That is more than is allowed here: {', '.join(en)}."
        ),
        Words(
            "Bớt số buổi hoặc rút ngắn, hoặc xin đơn vị cấp trên.", "Have fewer or shorter ones, or ask the unit above."
        ),
    )


def _within(value: int | None, least: int, most: int) -> bool:
    return value is None or least <= value <= most


def _exceeds(value: int | None, most: int | None) -> bool:
    return most is not None and value is not None and value > most


def _no_longer(window: Window, minutes: int) -> Window:
    return window if window.minutes <= minutes else structs.replace(window, minutes=minutes)
