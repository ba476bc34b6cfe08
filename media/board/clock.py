"""The time as a board says it."""

from __future__ import annotations

from datetime import datetime

_DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def clock_text(local: datetime) -> str:
    """Time and, on a second line, the date: ``17:05`` and ``Chủ nhật, 22/11/2026``; give it the board's local time."""
    return f"{local:%H:%M}\n{_DAYS[local.weekday()]}, {local:%d/%m/%Y}"


def date_wordings(date: str) -> tuple[str, ...]:
    """The date as :func:`clock_text` says it, then shorter: without the day, without the year, no date."""
    rest = date.rpartition(", ")[2]
    return date, rest, rest.rpartition("/")[0], ""
