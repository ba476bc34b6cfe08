"""Addresses of the net: ``https://dongnai.gov.vn/tin-tuc``, ``ubnd@dongnai.gov.vn``."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import digit_by_digit
from media.speech.spoken.rules import Rule, rule

_SIGNS = {
    ".": "chấm",
    "/": "gạch chéo",
    "-": "gạch ngang",
    "_": "gạch dưới",
    "@": "a còng",
    ":": "hai chấm",
    "?": "chấm hỏi",
    "=": "bằng",
    "&": "và",
    "+": "cộng",
    "%": "phần trăm",
    "#": "thăng",
}
_PARTS = re.compile(r"[^\W\d_]+|\d+|[./_@:?=&+%#-]")
_NAME = r"[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*"
_HOST = r"(?:[A-Za-z0-9-]+\.)+"
_ENDS = r"(?:vn|com|org|net|gov|edu|info|asia)(?![\w-])"


def _address(match: re.Match[str]) -> str:
    """Sign for sign, digits one by one; a mark that closes the sentence stays one."""
    address = match.group("address").rstrip(".,;:!?/")
    end = match.group("address")[len(address) :].strip("/")
    return " ".join(_part(part) for part in _PARTS.findall(address)) + end


def _part(part: str) -> str:
    return digit_by_digit(part) if part.isdecimal() else _SIGNS.get(part, part)


_SHORT_HOST = r"(?:[A-Za-z0-9-]+\.)+(?:me|ly|tv|io|app|link|gl|be)"
"""Only with something behind them: ``zalo.me/123``."""

RULES: tuple[Rule, ...] = (
    rule(rf"(?<![\w@])(?P<address>{_NAME}@{_HOST}[A-Za-z]{{2,}})", _address),
    rule(r"(?:https?://(?:www\.)?|\bwww\.)(?P<address>(?=\w)[^\s()<>\"“”]+)", _address),
    rule(rf"(?<![\w@.])(?P<address>{_SHORT_HOST}/[^\s()<>\"“”]+)", _address),
    rule(rf"(?<![\w@.])(?P<address>{_HOST}{_ENDS}(?::\d{{2,5}})?(?:/[^\s()<>\"“”]*)?)", _address),
)
"""Before any mark or number in them is read alone."""
