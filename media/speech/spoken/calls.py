"""Telephone numbers and short codes: digit by digit."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import digit_by_digit
from media.speech.spoken.rules import Rule, rule

_CALL = r"[Gg]ọi|[Bb]ấm|[Tt]ổng đài|[Đđ]ường dây nóng|[Đđ]iện thoại|[Ll]iên hệ|[Hh]otline|[Đđ]ầu số"
_TO = r"(?:\s+(?:khẩn cấp|ngay|đến|tới|theo|số|quốc gia))*\s*:?\s*"
_CODES = r"\d{3,4}(?:(?:\s*[,;/]\s*|\s+(?:và|hoặc|hay)\s+)\d{3}(?!\d))*"
_HOTLINE = r"1[89]00(?:[ .-]?\d{2,6}){1,3}(?!\w)"
_HELP = r"11[1-5]"
"""Protection of children, rescue, police, fire brigade, ambulance."""
_HELPERS = r"cấp cứu|cảnh sát|công an|cứu hỏa|cứu hộ|cứu nạn|chữa cháy|trẻ em|lực lượng|PCCC"
_OF_CALLS = re.compile(rf"(?:{_CALL}|ĐT|LH|SĐT|cấp cứu|báo ngay|khẩn cấp)\b|một chín không không|một tám không không")
_ENDS = r"(?=\s*(?:[,.;:()!?]|$|và\b|hoặc\b|hay\b|để\b|khi\b|đến\b|nếu\b))(?![.,]\d)"
_LONGEST_STRETCH = 500
_LENGTHS = {"0": (10, 11), "8": (11, 12)}
"""Digits of a number, by its first: with the trunk's nought, with the country's 84."""


def _telephone(match: re.Match[str]) -> str:
    """The number, what may be dialled instead of its end, and a breath before the next number."""
    digits = re.sub(r"\D", "", match.group("number"))
    shortest, longest = _LENGTHS[digits[0]]
    if not shortest <= len(digits) <= longest:
        return match.group()
    country = "cộng " if "+" in match.group("number") else ""
    instead = match.group("instead")
    said = country + digit_by_digit(digits) + (f", {digit_by_digit(instead)}" if instead else "")
    return said + (", " if match.group("next") else "")


def _codes(match: re.Match[str]) -> str:
    """Each code alone: what parts them with a slash is a breath."""
    codes = re.sub(r"\s*/\s*", ", ", match.group("codes"))
    return match.group("lead") + re.sub(r"\d+", lambda code: digit_by_digit(code.group()), codes)


def _help(match: re.Match[str]) -> str:
    """The last of a row of numbers to call."""
    return _codes(match) if _OF_CALLS.search(match.string) else match.group()


def _called(match: re.Match[str]) -> str:
    return match.group("lead") + digit_by_digit(match.group("codes"))


def _hotline(match: re.Match[str]) -> str:
    """``1900 6868`` is a hotline; ``1900-1954``, with no word of calling before it, is a stretch of years."""
    text = match.group()
    stretch = re.fullmatch(r"(\d{4})-(\d{4})", text)
    if stretch and 0 < int(stretch.group(2)) - int(stretch.group(1)) <= _LONGEST_STRETCH:
        return text
    return digit_by_digit(text)


def _dial(match: re.Match[str]) -> str:
    """``*101#``: what is dialled, keys and all."""
    return " ".join({"*": "sao", "#": "thăng"}.get(key) or digit_by_digit(key) for key in match.group())


DIALLED: tuple[Rule, ...] = (rule(r"(?<![\w*#])[*#]\d+(?:\*\d+)*#", _dial),)
"""Before stars are marks of a list."""
RULES: tuple[Rule, ...] = (
    rule(r"(?<=\+84) ?\(0\) ?", " "),
    rule(
        r"(?<![\w/.,])(?P<number>(?:\(0\d{2,3}\)|\+84 ?\(\d{2,3}\)|\(?\+84\)?|84(?=[ .-]\d)|0)"
        r"(?:(?:[ .-]|[.-] )?\d){7,10})(?!\w)"
        r"(?:\s?/\s?(?P<instead>\d{3,4}[ .]?\d{3,4})(?![\d.]))?(?P<next>\s*[-–/]\s*(?=[(+]?\s?0\d{2}))?",
        _telephone,
    ),
    rule(r"(?<![\w/.,])84[35789]\d{8}(?!\w)", lambda it: digit_by_digit(it.group())),
    rule(rf"(?P<lead>(?:{_CALL})(?:\s+(?:số|theo|đến|tới))*\s*:?\s*)(?P<codes>{_HOTLINE})", _called),
    rule(rf"(?<![\w/.,])(?:{_HOTLINE})", _hotline),
    rule(rf"(?P<lead>(?:{_CALL}){_TO})(?P<codes>{_CODES})(?![\d/]|\.\d)", _codes),
    rule(rf"(?P<lead>)(?<![\w/.,])(?P<codes>{_HELP}(?:\s*/\s*{_HELP})+)(?![\w/])", _codes),
    rule(rf"(?P<lead>)(?<![\w/.,])(?P<codes>{_HELP}(?:,\s*{_HELP}){{2,}}){_ENDS}", _codes),
    rule(r"(?P<lead>[Đđ]ầu số\s+)(?P<codes>\+?\d{2,4}(?:\s*(?:,|và|hoặc)\s*\+?\d{2,4})*)(?![\d/]|[.,]\d)", _codes),
    rule(r"(?P<lead>)(?<![\w.,/-])(?P<codes>1022)(?=\s*(?:[,.;:()]|$|nhánh|để|hoặc|và))(?![.,]\d)", _codes),
    rule(rf"(?P<lead>(?i:{_HELPERS})\s*:?\s+(?:số\s+)?)(?P<codes>{_HELP}){_ENDS}", _codes),
    rule(rf"(?P<lead>(?:[,;/]|hoặc|và|hay)\s*(?:số\s+)?)(?P<codes>{_HELP}){_ENDS}", _help),
    rule(rf"(?P<lead>)(?<![\w/.,])(?P<codes>{_HELP})(?=\s*\((?i:{_HELPERS}))", _codes),
    rule(rf"(?P<lead>(?:nhắn tin|soạn tin|gửi)(?:\s+(?:gửi|đến|tới|về|số))*\s+)(?P<codes>\d{{3,4}}){_ENDS}", _codes),
)
"""Before anything reads a part of a telephone number as an amount or a stretch."""
