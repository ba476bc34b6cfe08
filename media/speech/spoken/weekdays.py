"""Days of the week: ``thứ 4``, ``thứ 2-6``, ``T7, CN``."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import ordinal
from media.speech.spoken.rules import Rule, rule

_SHORT = r"(?:T[2-7]|CN)(?!\w)"
_JOINT = r"\s*(?:[-–,/&]|và|hoặc|đến)\s*"
_A_STRETCH = 2
"""Days with a stroke between them; of more the strokes only part them."""
_LEADS = r"[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm|[Nn]gày|[Cc]ác ngày|[Tt]ừ|[Vv]ào"
_JOINED = {"-": " đến ", "–": " đến ", "&": " và ", "/": ", "}


def _named(short: str) -> str:
    return "Chủ nhật" if short == "CN" else f"thứ {ordinal(int(short[1:]))}"


def _run(match: re.Match[str]) -> str:
    """``T2-T6``, ``T7, CN``: two of them can't be months."""
    if len(re.findall(_SHORT, match.group())) > _A_STRETCH:
        return ", ".join(_named(day.group()) for day in re.finditer(_SHORT, match.group()))
    joined = re.sub(r"\s*[-–/&]\s*", lambda it: _JOINED[it.group().strip()], match.group())
    return re.sub(_SHORT, lambda it: _named(it.group()), joined)


def _list(match: re.Match[str]) -> str:
    """``T2,4,6``, ``thứ 2, 4, 6``."""
    lead = "thứ" if match.group("lead") == "T" else match.group("lead").strip()
    days = [f"{lead} {ordinal(int(match.group('days')[0]))}"]
    for joint, day in re.findall(r"([,&/])\s?(\d)", match.group("days")):
        days.append(f"{' và' if joint == '&' else ','} thứ {ordinal(int(day))}")
    return "".join(days)


def _single(match: re.Match[str]) -> str:
    return match.group("lead") + _named(match.group("day"))


def _stretch(match: re.Match[str]) -> str:
    return f"{match.group(1)} đến thứ "


def _weekday(match: re.Match[str]) -> str:
    return f"{match.group(1)} {ordinal(int(match.group(2)))}"


RULES: tuple[Rule, ...] = (
    rule(rf"(?<!\w){_SHORT}(?:{_JOINT}{_SHORT})+", _run),
    rule(r"(?<!\w)(?P<lead>T|[Tt]hứ\s)\s?(?P<days>[2-7](?:\s?[,&/]\s?[2-7]){1,5})(?![\w/]|[.,-]\d)", _list),
    rule(rf"(?P<lead>(?<!\w)(?:{_LEADS})\s+)(?P<day>T[2-7])(?![\w/])", _single),
    rule(r"(?P<lead>(?<!\w))(?P<day>T[2-7]|CN)(?=,?\s*\(?(?:ngày\s+)?\d{1,2}[/-]\d{1,2}(?![\d%]))", _single),
    rule(r"(?P<lead>(?<!\w))(?P<day>T[2-7])(?=\s+h[àằ]ng tuần)", _single),
    rule(r"([Tt]hứ\s+[2-7])\s*[-–]\s*(?:thứ\s+)?(?=[2-7](?![\d/]))", _stretch),
    rule(r"([Tt]hứ)\s+(\d{1,2})(?![\d/])", _weekday),
)
"""Before a stroke between two numbers is a range."""
