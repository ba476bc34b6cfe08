"""Roads, kilometre posts, houses and the plates of cars."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import cardinal, digit_by_digit
from media.speech.spoken.rules import Rule, any_of, rule
from media.speech.spoken.tables.letters import LETTERS
from media.speech.spoken.tables.places import ROADS

_CALLED = r"(?:(?<!\w)[Đđ]ường\s+(?=[ĐCc]))?(?:(?<!\w)[Cc]ao tốc\s+(?=C))?"
"""Said with the letters, not before them too."""
_POST = r"(?<!\w)(?<!\d )[Kk][Mm]\s?\d+(?:\s?\+\s?\d+)?"
_HOUSE = r"(?:số nhà|nhà số|nhà|hẻm|ngõ|ngách|kiệt|căn hộ|căn)"
_ON = r"(?:đường|phố|tổ|hẻm|khu phố|ấp|thôn|QL|ĐT|quốc lộ|Quốc lộ)"
_NUMBERED = r"\d+[A-Za-zĐđ]?(?:/\d+[A-Za-zĐđ]?)+"


def _road(match: re.Match[str]) -> str:
    return " ".join(filter(None, [ROADS[match.group(1)], cardinal(int(match.group(2))), match.group(3)]))


def _provincial(match: re.Match[str]) -> str:
    return " ".join(filter(None, ["đường tỉnh", cardinal(int(match.group(1))), match.group(2)]))


def _kilometre_post(match: re.Match[str]) -> str:
    beyond = match.group(2)
    return f"ki lô mét {cardinal(int(match.group(1)))}" + (f" cộng {cardinal(int(beyond))}" if beyond else "")


def _house(match: re.Match[str]) -> str:
    """``12/3A`` is house 3A of lane 12: neither a fraction nor a date."""
    return match.group("lead") + " trên ".join(_numbered(part) for part in match.group("house").split("/"))


def _numbered(part: str) -> str:
    digits = re.match(r"\d+", part)
    number = digits.group() if digits else ""
    return f"{cardinal(int(number))} {part[len(number) :]}".strip()


def _plate(match: re.Match[str]) -> str:
    """``93A-123.45``: the province, the series, and after a breath the number."""
    series = [LETTERS.get(sign) or digit_by_digit(sign) for sign in match.group("series")]
    return " ".join([digit_by_digit(match.group("province")), *series]) + f", {digit_by_digit(match.group('number'))}"


RULES: tuple[Rule, ...] = (
    rule(rf"(?<=\d)\s+[-–]\s+(?=(?:{any_of(ROADS)})[ .]{{0,2}}\d)", ", "),
    rule(rf"{_CALLED}(?<!\w)({any_of(ROADS)})[ .]{{0,2}}(\d+)([A-Z]?)(?!\w)", _road),
    rule(r"(?<!\w)DT[ .]?(\d{3})([A-Z]?)(?!\w)", _provincial),
    rule(rf"({_POST})\s*[-–]\s*(?={_POST})", lambda it: f"{it.group(1)} đến "),
    rule(r"(?<![\w/])(?<!\d )[Kk][Mm](?=\s|\d\d|\d\s?\+)\s?(\d+)(?:\s?\+\s?(\d+))?(?!\w|[.,]\d)", _kilometre_post),
    rule(r"((?<!\w)[Tt]hửa(?: đất)?(?: số)?:? \d+)-(?=\d)", lambda it: f"{it.group(1)} gạch ngang "),
    rule(rf"(?P<lead>(?<!\w)(?i:{_HOUSE})\s+)(?P<house>{_NUMBERED})(?![\w/])", _house),
    rule(rf"(?P<lead>(?<!\w)[Ss]ố\s+)(?P<house>{_NUMBERED})(?=,?\s+{_ON}(?!\w))", _house),
    rule(r"(?P<lead>)(?<![\w/.,])(?!\d+T/20\d\d)(?P<house>\d+[A-Z]/\d+[A-Z]?|\d+/\d+[A-Z])(?![\w/])", _house),
    rule(
        r"(?<![\w/])(?P<province>\d\d)-?(?P<series>[A-ZĐ]{1,2}\d?)"
        r"(?:\s?[- ]\s?(?=\d{3}\.)|\s?-\s?(?=\d{4}))(?P<number>\d{3}\.\d\d|\d{4,5})(?![\w/])",
        _plate,
    ),
)
"""Before abbreviations are told: ``ĐT`` and ``CT`` mean other things without a number."""
