"""How often a slot is, as a person says it and as RFC 5545 has it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from controller.publishing.hours import hours
from protocol.errors import InvalidInput
from protocol.manifest import Slot
from protocol.recurrence import BadRecurrence, first_day
from protocol.words import Words

Often = Literal["daily", "weekly", "fortnightly", "monthly", "month-end", "custom"]
OFTEN: tuple[Often, ...] = get_args(Often)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKLY = re.compile(r"FREQ=WEEKLY;(INTERVAL=2;)?BYDAY=((?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*)")
_MONTHLY = re.compile(r"FREQ=MONTHLY;BYMONTHDAY=([1-9]|[12][0-9]|3[01])")
_PART = re.compile(r"(FREQ|INTERVAL|BYDAY|BYMONTHDAY|BYMONTH|BYYEARDAY|BYWEEKNO|BYSETPOS|WKST)=([A-Z0-9,+-]+)")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
MOST_LETTERS = 300
LAST_DECADES = date(9960, 1, 1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """``days`` of the week (0 is Monday) of the weekly ones, ``month_day`` (1 to 31), or the rule itself."""

    often: Often = "daily"
    days: tuple[int, ...] = ()
    month_day: int = 1
    rule: str = ""

    def rrule(self) -> str:
        """The RFC 5545 rule; raises :class:`InvalidInput` for a week without days and a rule that can't be used."""
        match self.often:
            case "daily":
                return "FREQ=DAILY"
            case "weekly" | "fortnightly":
                return self._weekly()
            case "monthly":
                return checked_rule(f"FREQ=MONTHLY;BYMONTHDAY={self.month_day}")
            case "month-end":
                return "FREQ=MONTHLY;BYMONTHDAY=-1"
            case "custom":
                return checked_rule(self.rule)

    def _weekly(self) -> str:
        if not self.days or not set(self.days) <= set(range(7)):
            raise InvalidInput(
                Words("Chưa chọn ngày nào trong tuần.", "No day of the week was chosen."),
                Words("Chọn ít nhất một ngày.", "Choose at least one day."),
            )
        if len(set(self.days)) == len(WEEKDAYS) and self.often == "weekly":
            return "FREQ=DAILY"
        named = ",".join(WEEKDAYS[day] for day in sorted(set(self.days)))
        return f"FREQ=WEEKLY;{'INTERVAL=2;' if self.often == 'fortnightly' else ''}BYDAY={named}"


def rhythm_of(rule: str) -> Rhythm:
    """What a person would have said to get this rule."""
    if rule == "FREQ=DAILY":
        return Rhythm()
    if rule == "FREQ=MONTHLY;BYMONTHDAY=-1":
        return Rhythm("month-end")
    if found := _WEEKLY.fullmatch(rule):
        days = tuple(WEEKDAYS.index(day) for day in found[2].split(","))
        return Rhythm("fortnightly" if found[1] else "weekly", days)
    if found := _MONTHLY.fullmatch(rule):
        return Rhythm("monthly", month_day=int(found[1]))
    return Rhythm("custom", rule=rule)


def checked_rule(rule: str) -> str:
    """The rule, tidied; raises :class:`InvalidInput` unless it says by days and for good.

    Times of day and ends are said elsewhere: by the start and the last day.
    """
    tidy = rule.strip().upper().removeprefix("RRULE:")
    parts = [_PART.fullmatch(part) for part in tidy.split(";")]
    named = {part[1]: part[2] for part in parts if part}
    if len(named) != len(parts) or named.get("FREQ") not in _FREQUENCIES or len(tidy) > MOST_LETTERS:
        raise InvalidInput(
            Words(f"Không dùng được quy tắc lặp “{rule}”.", f"The rule {rule!r} can't be used."),
            Words(
                "Viết theo RFC 5545, lặp theo ngày, tuần, tháng hoặc năm, không có COUNT, UNTIL và giờ; "
                "ngày cuối và giờ ghi ở ô riêng. Ví dụ: FREQ=MONTHLY;BYDAY=1MO.",
                "Write it as RFC 5545 does, by days, weeks, months or years, without COUNT, UNTIL and times: the last "
                "day and the time have their own fields. For example: FREQ=MONTHLY;BYDAY=1MO.",
            ),
        )
    if not _ever_begins(tidy):
        raise InvalidInput(
            Words(f"Quy tắc lặp “{rule}” không hiểu được hoặc không có ngày nào.", f"{rule!r} means no day at all."),
            Words("Xem lại theo RFC 5545, ví dụ FREQ=MONTHLY;BYDAY=1MO.", "See RFC 5545: FREQ=MONTHLY;BYDAY=1MO."),
        )
    return tidy


def _ever_begins(rule: str) -> bool:
    """Whether it means a day in forty years. Asked near the end of the calendar, where looking for one soon ends."""
    try:
        return first_day(probe(rule, LAST_DECADES), LAST_DECADES) is not None
    except (BadRecurrence, ValueError, IndexError):
        return False


def probe(rule: str, first: date, last: date | None = None) -> Slot:
    """A slot that is only there to be asked on which days it begins."""
    return Slot(
        id="probe",
        title="",
        slot_class="scheduled",
        output="screen",
        playlist_id="",
        first_date=first,
        last_date=last,
        start="00:00",
        duration_min=1,
        rrule=rule,
    )


def length_min(start: str, end: str) -> int:
    """From the start to the end (excluded) of a slot, over midnight if the end is earlier; equal is a whole day."""
    if start.strip() == end.strip():
        return 24 * 60
    return hours(start, end).minutes


def end_of(start: str, minutes: int) -> str:
    """When a slot is over, as people say it."""
    hour, _, minute = start.partition(":")
    end = (int(hour) * 60 + int(minute) + minutes) % (24 * 60)
    return f"{end // 60:02}:{end % 60:02}"
