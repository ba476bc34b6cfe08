"""Slots in plain words: “Thứ Hai đến thứ Sáu, 17:00–17:30, loa của 3 xã”. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from controller.schedules.kinds import Outputs
from controller.schedules.recurring import Rhythm, end_of, rhythm_of
from controller.schedules.targets import Targets
from protocol.words import Words

DAYS = (
    Words("thứ Hai", "Monday"),
    Words("thứ Ba", "Tuesday"),
    Words("thứ Tư", "Wednesday"),
    Words("thứ Năm", "Thursday"),
    Words("thứ Sáu", "Friday"),
    Words("thứ Bảy", "Saturday"),
    Words("Chủ nhật", "Sunday"),
)
ON: Mapping[str, Words] = {
    "screen": Words("màn hình", "screens"),
    "sound": Words("loa", "loudspeakers"),
    "both": Words("màn hình và loa", "screens and loudspeakers"),
}
KINDS: Mapping[str, Words] = {
    "speaker": Words("cụm loa", "loudspeaker clusters"),
    "board": Words("bảng có loa", "boards with sound"),
    "screen": Words("bảng không có loa", "boards without sound"),
}


def when(rule: str, start: str, minutes: int) -> Words:
    """On which days and from when to when."""
    days = days_of(rhythm_of(rule))
    until = end_of(start, minutes)
    if start == until:
        return Words(f"{days.vi}, từ {start} cả ngày đêm", f"{days.en}, from {start} around the clock")
    over = until < start
    return Words(
        f"{days.vi}, {start}–{until}{' hôm sau' if over else ''}",
        f"{days.en}, {start}–{until}{' the next day' if over else ''}",
    )


def days_of(rhythm: Rhythm) -> Words:
    """On which days, as a sentence begins."""
    match rhythm.often:
        case "daily":
            return Words("Hằng ngày", "Every day")
        case "weekly":
            return _capital(_weekdays(rhythm.days))
        case "fortnightly":
            days = _weekdays(rhythm.days)
            return Words(f"{_capital(days).vi}, cách một tuần", f"{days.en}, every other week")
        case "monthly":
            return Words(f"Ngày {rhythm.month_day} hằng tháng", f"On day {rhythm.month_day} of each month")
        case "month-end":
            return Words("Ngày cuối tháng", "On the last day of each month")
        case "custom":
            return Words(f"Theo quy tắc {rhythm.rule}", f"By the rule {rhythm.rule}")


def whom(outputs: Outputs, targets: Targets, units: Sequence[tuple[str, str]]) -> Words:
    """Whose screens and loudspeakers; ``units`` are kind and name of those it is for."""
    on, places = ON[outputs], _places(units, len(targets.devices))
    only = [KINDS[kind] for kind in KINDS if kind in targets.kinds]
    vi, en = [one.vi for one in only], [one.en for one in only]
    vi += [f"kiểu {one}" for one in sorted(targets.profiles)] + [f"nhãn “{one}”" for one in sorted(targets.tags)]
    en += [f"model {one}" for one in sorted(targets.profiles)] + [f"tag {one!r}" for one in sorted(targets.tags)]
    narrowed = Words(f" (chỉ {', '.join(vi)})", f" (only {', '.join(en)})") if vi else Words("", "")
    return Words(f"{on.vi} của {places.vi}{narrowed.vi}", f"{on.en} of {places.en}{narrowed.en}")


def lasting(first: date, last: date | None) -> Words:
    """Between which days, both included."""
    if last is None:
        return Words(f"từ {first:%d/%m/%Y}", f"from {first:%d/%m/%Y}")
    if first == last:
        return Words(f"chỉ ngày {first:%d/%m/%Y}", f"only on {first:%d/%m/%Y}")
    return Words(f"từ {first:%d/%m/%Y} đến hết {last:%d/%m/%Y}", f"from {first:%d/%m/%Y} to {last:%d/%m/%Y}")


def _weekdays(days: Sequence[int]) -> Words:
    """Three and more in a row as a range."""
    names = [DAYS[day] for day in days]
    if len(days) > 2 and all(later - day == 1 for day, later in pairwise(days)):
        return Words(f"{names[0].vi} đến {names[-1].vi}", f"{names[0].en} to {names[-1].en}")
    return Words(_listed([one.vi for one in names], "và"), _listed([one.en for one in names], "and"))


def _places(units: Sequence[tuple[str, str]], devices: int) -> Words:
    parts: list[Words] = []
    if len(units) == 1:
        parts.append(Words(units[0][1], units[0][1]))
    elif units:
        kinds = {kind.lower() for kind, _ in units}
        what = kinds.pop() if len(kinds) == 1 else "đơn vị"
        parts.append(Words(f"{len(units)} {what}", f"{len(units)} units"))
    if devices:
        parts.append(Words(f"{devices} thiết bị", "1 device" if devices == 1 else f"{devices} devices"))
    return Words(" và ".join(one.vi for one in parts), " and ".join(one.en for one in parts))


def _listed(names: Sequence[str], last: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"


def _capital(words: Words) -> Words:
    return Words(words.vi[:1].upper() + words.vi[1:], words.en)
