"""Signs of amounts, amounts with units, fractions, and every number left."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import cardinal, digit_by_digit, number, ordinal
from media.speech.spoken.rules import NUMBER, Rule, any_of, doubtful, rule
from media.speech.spoken.tables.counting import OUT_OF, PLACES_COUNTED
from media.speech.spoken.tables.units import UNITS

_MOST_PARTS_SAID_AS_FRACTION = 10
_LONGEST_SAID_AS_NUMBER = 15
_CODE = re.compile(r"(?!\d+000$)\d{9,}")
_PADDED = re.compile(r"0\d{2,}")
_COUNTS = re.compile(r"\s+[^\W\d_]")
"""A word follows: what is counted."""
_SHARES = re.compile(r"(?:khoảng|hơn|gần|chiếm|giảm|tăng|còn|bằng|chưa đến|quá) $")
_COUNTED_IN = [unit for unit in UNITS if len(unit) > 1 and unit not in ("TB", "MB", "GB", "KB", "IU", "UI")]
"""Units after *triệu* and its like: ``320 triệu kWh``."""
_UNMISTAKABLE = [unit for unit in UNITS if not unit.isalpha()]
"""Units that mean nothing else even without a number before them: ``mỗi m2``."""


def _amount(match: re.Match[str]) -> str:
    return f"{number(match.group(1))} {UNITS[match.group(2)]}"


def _share(match: re.Match[str]) -> str:
    """``1/3`` is a fraction; ``93/111`` and ``24/24`` are so many *of* so many."""
    part, whole = int(match.group(1)), int(match.group(2))
    if not 0 < part < whole <= _MOST_PARTS_SAID_AS_FRACTION:
        return f"{cardinal(part)} trên {cardinal(whole)}"
    said = f"{cardinal(part)} phần {ordinal(whole)}"
    sure = _COUNTS.match(match.string, match.end()) or _SHARES.search(match.string, 0, match.start())
    return said if sure else doubtful(said, "date-or-fraction")


def _ratio(match: re.Match[str]) -> str:
    return f"{match.group(1)}{cardinal(int(match.group(2)))} trên {number(match.group(3))}"


def _of(match: re.Match[str]) -> str:
    return f"{match.group(1)}{cardinal(int(match.group(2)))} trên {cardinal(int(match.group(3)))}"


def _dotted(match: re.Match[str]) -> str:
    """Versions and decimals written the English way."""
    said = " chấm ".join(_between_dots(part) for part in match.group().split("."))
    return doubtful(said, "number-form") if _COUNTS.match(match.string, match.end()) else said


def _between_dots(part: str) -> str:
    return digit_by_digit(part) if len(part) > 3 or part.startswith("0") else cardinal(int(part))


def _out_of(match: re.Match[str]) -> str:
    """``45/100.000 dân``, ``1/2.000``: no date and no fraction has its thousands grouped."""
    part, whole = (text for text in match.groups() if text)
    return f"{number(part)} trên {number(whole)}"


def _grouped(match: re.Match[str]) -> str:
    return match.group().replace(" ", ".")


def _plain(match: re.Match[str]) -> str:
    """What begins with nought is a code; many digits that nobody grouped are hardly an amount."""
    text = match.group()
    if len(text) > _LONGEST_SAID_AS_NUMBER or _PADDED.fullmatch(text):
        return digit_by_digit(text)
    if not _CODE.fullmatch(text) or _COUNTS.match(match.string, match.end()):
        return number(text)
    return doubtful(digit_by_digit(text), "number-or-code")


_LEVELS = (
    r"(?<!\w)(?:BĐ|KP|(?i:báo động|cấp|tầng|lớp|tổ|mức|điều|khoản|mùng|mồng|ấp|thôn|khu phố|bản|tháng|lần|đợt|mục|trang"
    r"|thứ|bài|phòng|bàn|nhà|tuần|tập|số))"
)
_GROUPED = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+"
_WITH_UNIT = rf"(?<![\w.,])(?:{NUMBER})\s?(?:{any_of(UNITS)})"

SIGNS: tuple[Rule, ...] = (
    rule(r"(?<![\d.,])\d{1,3}(?: \d{3}){2,}(?![\d.,]*\d)", _grouped, doubt="number-form"),
    rule(
        rf"(?<![\w.,/])(\d{{1,3}})\.(\d{{1,2}})"
        rf"(?=(?:\s?[-–]\s?\d+(?:[.,]\d+)?)?\s?(?:(?!h\b)(?:{any_of(UNITS)})(?!\w)|triệu\b|tỷ\b|tấn\b|độ\b))",
        lambda it: f"{it.group(1)},{it.group(2)}",
        doubt="number-form",
    ),
    rule(r"(?<=\d)\+(?=[\s,.;)]|$)(?!\s*\d)", " trở lên"),
    rule(r"\s*÷\s*(?=\d)", " đến "),
    rule(rf"(?<![\w.,/])(?:({NUMBER})/({_GROUPED})|({_GROUPED})/({NUMBER}))(?![\w/]|[.,]\d)", _out_of),
    rule(r"(?:khoảng\s+)?[~≈]\s?(?=\d)", " khoảng "),
    rule(r"(?:trên\s+)?(?<![-=])>\s?(?=\d)", " trên "),
    rule(r"(?:dưới\s+)?<\s?(?=\d)", " dưới "),
    rule(rf"\$\s?({NUMBER})(?!\w)", lambda it: f"{it.group(1)} đô la Mỹ"),
    rule(r"(?<![\w,.])-(?=\d+(?:,\d+)?(?:\s*(?:đến|[-–])\s*-?\d+(?:,\d+)?)?\s?(?:[°º]C|độ))", "âm "),
    rule(r"(?<=[\s(])-(?=\d+(?:,\d+)?(?![\d/.]*[/-]\d))", "âm ", doubt="range-or-minus"),
    rule(rf"({_WITH_UNIT})\s*[-–]\s*(?=\d)", lambda it: f"{it.group(1)} đến "),
    rule(rf"({_WITH_UNIT})\s*[x×]\s*(?=\d|dài|rộng|cao|ngang|sâu)", lambda it: f"{it.group(1)} nhân "),
    rule(r"(?<=\d)\s*[x×]\s*(?=\d)|(?<=[^\W\d_])\s[x×]\s(?=\d)", " nhân "),
    rule(rf"((?P<of>{_LEVELS})\s?\d+)\s*[-–]\s*(?=(?P=of)\s?\d)", lambda it: f"{it.group(1)} đến "),
    rule(r"(?<=[^\W\d_]|[2-3²³])\s*/\s*(?=\d+\s?(?:h|giờ|phút|ngày|tháng|tuần|năm)(?!\w))(?<!\d/)", " trong "),
    rule(rf"(?<=[^\W\d_])\s*/\s*(?=(?:{NUMBER})\s?(?:ml|lít|kg|g|km|m2|m²|ha|người|hộ)(?!\w))", " trên "),
    rule(rf"([Tt][ỷỉ] lệ\s+(?:[^\W\d_]+\s+){{0,3}})(\d+)\s?:\s?({NUMBER})(?!\d|[.,:]\d)", _ratio),
    rule(r"(?<![\d/])(\d{2,3})/(?=\d{2,3}\s?mmHg)", lambda it: f"{it.group(1)} trên "),
)
"""Before dates: what a sign before or between numbers means."""

AMOUNTS: tuple[Rule, ...] = (
    rule(rf"(?<![\w,.])({NUMBER})\s?({any_of(UNITS)})(?!\w|-[^\W\d_])", _amount),
    rule(
        rf"((?<!\w)(?:nghìn|ngàn|triệu|tỷ|tỉ)\s)({any_of(_COUNTED_IN)})(?!\w)",
        lambda it: it.group(1) + UNITS[it.group(2)],
    ),
    rule(rf"(?<![\w])({any_of(_UNMISTAKABLE)})(?!\w)", lambda it: UNITS[it.group(1)]),
    rule(rf"(?<=/)({any_of(UNITS)})(?!\w)", lambda it: UNITS[it.group(1)]),
    rule(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " "),
    rule(
        r"((?<!\w)(?:[Tt]rang|[Bb]ước|[Tt]ờ|[Đđ]ạt|[Đđ]iểm|[Bb]ậc|[Ll]ớp|[Cc]ấp|[Hh]uyết áp)\s+)(\d+)/(\d+)(?![\d/])",
        _of,
    ),
    rule(rf"()(?<![\d/])(\d+)/(\d+)(?=\s+(?:{OUT_OF})\b)", _of),
    rule(rf"()(?<![\d/])(?!1/[234]\b|2/3\b|3/4\b)(\d+)/(\d+)(?=\s+(?:{PLACES_COUNTED})\b)", _of),
    rule(r"(?<![\d/])(\d+)/(\d+)(?![\d/])", _share),
    rule(r"(?<=\d)\s*\+\s*(?=\d)", " cộng "),
    rule(rf"(?<![\d.,])(?:{NUMBER})(?![\d]|\.\d)", _plain),
    rule(r"\d+(?:\.\d+)+", _dotted),
    rule(r"\d+", _plain),
)
