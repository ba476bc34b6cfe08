"""Scores of games: two numbers, one after the other."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import DIGITS, cardinal
from media.speech.spoken.rules import CAPITAL, Rule, rule

_SCORE = r"(?P<score>\d{1,3}\s*[-–]\s*\d{1,3})(?![\w/%-]|[.,]\d)"
_WORDS = r"(?:\s+[^\W\d_]+){0,5}?\s*:?\s+"
_WON = r"pen|lượt đi|lượt về|chung cuộc|thắng|hòa|hoà|thua|dẫn|luân lưu|gỡ hòa|hạ gục|kết quả"
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
_PLAYED = re.compile(
    r"t[ỷỉ] số|thắng|thua|set|hiệp|kết quả|vòng loại|league|cup|trận|bóng|giao hữu|chung kết|bán kết|tứ kết",
    re.IGNORECASE,
)
_AFTER_A_SCORE = re.compile(
    rf"(?:thắng|thua|t[ỷỉ] số)\b[^.;]*\b(?:{'|'.join(DIGITS)}|mười|mươi|lăm|tư|mốt)(?:,\s*\d{{1,3}}-\d{{1,3}})*$"
)


def _score(match: re.Match[str]) -> str:
    return match.group("lead") + _said(match.group("score"))


def _between(match: re.Match[str]) -> str:
    """``Đồng Nai 2-1 Bình Phước``: between two names, where the line speaks of a game."""
    return _score(match) if _PLAYED.search(match.string) else match.group()


def _next(match: re.Match[str]) -> str:
    """``thắng 25-20, 25-18``: after one that was a score, once all of them are looked at."""
    return _score(match) if _AFTER_A_SCORE.search(match.string[: match.start()]) else match.group()


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
    rule(rf"(?P<lead>(?<!\w)(?i:set|séc|ván|hiệp)\s+\w+\s*:?\s+){_SCORE}", _score),
    rule(rf"(?P<lead>(?<!\w)[{CAPITAL}][^\W\d_]*\s+){_SCORE}(?=\s+[{CAPITAL}]|\s*(?:[,;.(]|$))", _between),
    rule(r"(?P<lead>,\s*)(?P<score>\d{1,3}-\d{1,3})(?=\s*(?:[,.;:()!?]|$|và\b))(?![.,]\d)", _next),
    rule(r"(?P<lead>(?:[Đđ]ội hình|[Ss]ơ đồ)\s+)(?P<score>\d(?:-\d){2,3})(?![\w-])", _score),
)
"""Before a stroke between two numbers is a range."""
