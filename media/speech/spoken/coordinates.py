"""Places on the map and degrees: ``20,5°N; 117,4°E``, ``11°45'30"N``, ``22,2N-118,2E``."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import cardinal
from media.speech.spoken.rules import Rule, rule

_TOWARDS = {
    "N": "vĩ bắc",
    "VB": "vĩ bắc",
    "KĐ": "kinh đông",
    "B": "vĩ bắc",
    "S": "vĩ nam",
    "E": "kinh đông",
    "Đ": "kinh đông",
    "W": "kinh tây",
    "T": "kinh tây",
}
"""``N`` is north, as the weather service writes it: no place of Vietnam lies south."""
_POINTS = {"B": "Bắc", "N": "Nam", "T": "Tây", "Đ": "Đông"}
_DEGREES = r"\d{1,3}(?:[.,]\d+)?"


def _exact(match: re.Match[str]) -> str:
    parts = zip(("độ", "phút", "giây"), match.group("d", "m", "s"), strict=True)
    said = [f"{_number(value)} {name}" for name, value in parts if value]
    return " ".join([*said, _TOWARDS.get(match.group("to") or "", "")]).strip()


def _degrees(match: re.Match[str]) -> str:
    return f"{_number(match.group(1))} độ {_TOWARDS[match.group(2)]}"


def _wind(match: re.Match[str]) -> str:
    """``gió ĐB``, ``hướng TTB``, ``gió ĐN-N``: the points of the compass by their letters."""
    points = [" ".join(_POINTS[letter] for letter in point) for point in match.group("points").split("-")]
    return f"{match.group('lead')}{' đến '.join(points)}"


def _number(text: str) -> str:
    """With its decimals one by one: ``20,5``, ``116.0``, ``106.8832``."""
    whole, *decimals = re.split(r"[.,]", text)
    return " phẩy ".join(
        [cardinal(int(whole)), *(" ".join(cardinal(int(digit)) for digit in part) for part in decimals)]
    )


RULES: tuple[Rule, ...] = (
    rule(r"(?P<lead>(?<!\w)(?i:gió(?: mùa)?|hướng|phía)\s+)(?P<points>[BNTĐ]{1,3}(?:-[BNTĐ]{1,3})*)(?![\w&.])", _wind),
    rule(r"(?<=\d)\s?oC(?!\w)|(?<=\d)\s?[°º]\s?C(?!\w)", "°C"),
    rule(rf"(?<=\d)\s*[-–]\s*(?={_DEGREES}\s?[°º]?\s?[NSEW](?!\w))", " đến "),
    rule(rf"(?<=\d)([°º]?[NSEW])\s*[-–]\s*(?={_DEGREES}[°º]?\1(?!\w))", lambda it: f"{it.group(1)} đến "),
    rule(r"(?<=['’′\"”″][NSB])\s*[-–]\s*(?=\d{1,3}[°º])", ", "),
    rule(rf"(?<=\d)([°º]?[NSB])\s*[-–]\s*(?={_DEGREES}[°º]?[EWĐ](?!\w))", lambda it: f"{it.group(1)}, "),
    rule(
        r"(?<![\w.,])(?P<d>\d{1,3})[°º]\s?(?P<m>\d{1,2}(?:[.,]\d+)?)\s?['’′](?!['’])"
        r"(?:\s?(?P<s>\d{1,2}(?:[.,]\d+)?)\s?(?:[\"”″]|''|’’))?\s?(?P<to>[NSEWBĐT](?!\w))?",
        _exact,
    ),
    rule(rf"(?<![\w.,])({_DEGREES})\s?[°º]\s?(VB|KĐ|[NSEWBĐT])(?!\w)", _degrees),
    rule(r"(?<![\w.,])(\d{1,3}[.,]\d+)\s?([NE])(?!\w)", _degrees),
    rule(r"(?<=độ)\s?C(?!\w)", " xê"),
)
"""Before a stroke between two numbers is a range, and a letter after them a unit."""
