"""Signs that mean what the line speaks of: ``13T`` of a bridge, ``32"`` of a screen, ``1/2000`` of a map."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import cardinal
from media.speech.spoken.rules import Rule, rule

_OF_MAPS = re.compile(r"quy hoạch|bản đồ|tỷ lệ|tỉ lệ|đồ án|bản vẽ", re.IGNORECASE)
_OF_SCREENS = re.compile(r"màn|ti ?vi|TV|laptop|ống|máy tính", re.IGNORECASE)
_OF_LOADS = re.compile(r"tải|trọng|xe|cầu|đường", re.IGNORECASE)
_OF_ENGINES = re.compile(r"công suất|động cơ|máy|tàu", re.IGNORECASE)


def _scale(match: re.Match[str]) -> str:
    """``1/2000`` is a scale where the line speaks of maps, else the month of a year."""
    if not _OF_MAPS.search(match.string[: match.start()]):
        return match.group()
    return f"một trên {cardinal(int(match.group(1)))}"


def _inch(match: re.Match[str]) -> str:
    return " in" if _OF_SCREENS.search(match.string[: match.start()]) else match.group()


def _tonnes(match: re.Match[str]) -> str:
    """``13T`` is what a bridge bears, or a lorry."""
    return " tấn" if _OF_LOADS.search(match.string[: match.start()]) else match.group()


def _horses(match: re.Match[str]) -> str:
    return " mã lực" if _OF_ENGINES.search(match.string[: match.start()]) else match.group()


RULES: tuple[Rule, ...] = (
    rule(r"[ØøΦφ]\s?(?=\d)", "phi "),
    rule(r"(?<=\d)\s?[\"”″](?!\w)", _inch),
    rule(r"(?<=\d)T(?!\w)", _tonnes),
    rule(r"(?<=\d)\s?(?:CV|HP)(?!\w)", _horses),
    rule(r"(?<=\d)L(?!\w)", " lít"),
    rule(r"(?<![\w.,/])1/(500|[125]000|10000|25000|50000)(?![\w/]|[.,]\d)", _scale),
)
"""Before amounts with units."""
