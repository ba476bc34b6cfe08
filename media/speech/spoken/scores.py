"""Scores of games: two numbers, one after the other."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import cardinal
from media.speech.spoken.rules import Rule, rule

_SCORE = r"(?P<score>\d{1,3}\s*[-–]\s*\d{1,3})(?![\w/%-]|[.,]\d)"
_WORDS = r"(?:\s+[^\W\d_]+){0,5}?\s*:?\s+"
_WON = r"thắng|hòa|hoà|thua|dẫn|luân lưu|gỡ hòa|hạ gục|kết quả"
_MAY_FOLLOW = [
    "sau",
    "trước",
    "trong",
    "để",
    "cho",
    "khi",
    "nhờ",
    "và",
    "ở",
    "tại",
    "vào",
    "nghiêng",
    "trên",
    "ngay",
    "với",
    "dù",
    "hôm",
    "tối",
    "đêm",
    "đối",
]
_ENDS = rf"(?=\s*(?:[,.;:()!?]|$|(?:{'|'.join(_MAY_FOLLOW)})\b))"
_PLAYED = re.compile(r"t[ỷỉ] số|thắng|thua|set|hiệp", re.IGNORECASE)


def _score(match: re.Match[str]) -> str:
    return match.group("lead") + _said(match.group("score"))


def _sets(match: re.Match[str]) -> str:
    """Several in brackets, where the line speaks of a game."""
    if not _PLAYED.search(match.string):
        return match.group()
    return re.sub(r"\d+-\d+", lambda score: _said(score.group()), match.group())


def _said(score: str) -> str:
    return " ".join(cardinal(int(number)) for number in re.findall(r"\d+", score))


RULES: tuple[Rule, ...] = (
    rule(r"\(\d{1,2}-\d{1,2}(?:[,;]\s*\d{1,2}-\d{1,2})+\)", _sets),
    rule(rf"(?P<lead>[Tt][ỷỉ] số{_WORDS}){_SCORE}", _score),
    rule(rf"(?P<lead>(?<!\w)(?i:{_WON}){_WORDS}){_SCORE}{_ENDS}", _score),
    rule(r"(?P<lead>(?:[Đđ]ội hình|[Ss]ơ đồ)\s+)(?P<score>\d(?:-\d){2,3})(?![\w-])", _score),
)
"""Before a stroke between two numbers is a range."""
