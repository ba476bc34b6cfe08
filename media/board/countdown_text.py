"""What a countdown says, and when it says something else."""

from __future__ import annotations

from dataclasses import dataclass

from media.text.shaping import unshapable

_SECOND_MS = 1_000
_MINUTE_S = 60
_LONG_S = 48 * 3_600
"""From here on up days are counted and minutes are fine enough."""


@dataclass(frozen=True, slots=True)
class CountdownWords:
    """The words of one language."""

    left: str
    days: str
    reached: str


VIETNAMESE = CountdownWords("Còn", "ngày", "Đã đến giờ")
ENGLISH = CountdownWords("Time left", "days", "It is time")
KHMER = CountdownWords("នៅសល់", "ថ្ងៃ", "ដល់ម៉ោងហើយ")
_WORDS = {"en": ENGLISH, "km": KHMER}


def words_for(language: str) -> CountdownWords:
    """The words in ``language`` (BCP 47) where Rao knows and this machine can shape them, else in Vietnamese."""
    words = _WORDS.get(language.lower().split("-")[0], VIETNAMESE)
    return VIETNAMESE if unshapable(words.days) else words


def time_left(left_ms: int, words: CountdownWords) -> tuple[str, ...]:
    """Days, then hours and minutes; under 48 hours one part: hours, minutes and seconds. Begun seconds count."""
    seconds = _seconds(left_ms)
    hours, minutes, rest = seconds // 3_600, seconds // 60 % 60, seconds % 60
    if seconds < _LONG_S:
        return (f"{hours:02}:{minutes:02}:{rest:02}",)
    return f"{hours // 24} {words.days}", f"{hours % 24:02}:{minutes:02}"


def countdown_changes_in_ms(left_ms: int) -> int | None:
    """In how many milliseconds (at least 1) the picture of a countdown is another; None: never again."""
    if left_ms <= 0:
        return None
    seconds = _seconds(left_ms)
    step_s = _MINUTE_S if seconds >= _LONG_S else 1
    return left_ms - (seconds // step_s * step_s - 1) * _SECOND_MS


def _seconds(left_ms: int) -> int:
    return -(-left_ms // _SECOND_MS)
