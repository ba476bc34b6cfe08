"""What a reader was not sure of: it is said, and marked for the person who approves the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from protocol.words import Words

Why = Literal[
    "unknown-abbreviation",
    "several-meanings",
    "date-or-fraction",
    "range-or-minus",
    "score-or-time",
    "number-or-code",
    "number-form",
    "roman-or-letters",
    "unknown-unit",
    "unknown-symbol",
    "foreign-word",
]

WHY: Mapping[Why, Words] = {
    "unknown-abbreviation": Words("chữ tắt lạ, đọc từng chữ cái", "unknown abbreviation, spelled out"),
    "several-meanings": Words("chữ tắt có nhiều nghĩa", "abbreviation with several meanings"),
    "date-or-fraction": Words("có thể là ngày tháng hoặc phân số", "may be a date or a fraction"),
    "range-or-minus": Words("có thể là khoảng từ đến hoặc số âm", "may be a range or a minus"),
    "score-or-time": Words("có thể là giờ, tỷ số hoặc tỷ lệ", "may be a time, a score or a ratio"),
    "number-or-code": Words("có thể là số lượng hoặc mã số", "may be an amount or a code"),
    "number-form": Words("số viết không theo lối thường", "number in an unusual form"),
    "roman-or-letters": Words("có thể là số La Mã hoặc chữ cái", "may be a Roman numeral or letters"),
    "unknown-unit": Words("đơn vị đo lạ", "unknown unit"),
    "unknown-symbol": Words("ký hiệu lạ, không đọc", "unknown symbol, left out"),
    "foreign-word": Words("từ nước ngoài, giọng đọc có thể đọc sai", "foreign word a voice may get wrong"),
}
"""Each reason as people are told it."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """``written`` in line ``line`` (the first is 0) is read as ``said``, but may mean something else."""

    written: str
    said: str
    line: int
    why: Why
