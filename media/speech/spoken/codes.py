"""Numbers that name and do not count: files, accounts, papers, boats, flights, machines. Sign by sign."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import cardinal, digit_by_digit
from media.speech.spoken.rules import CAPITAL, Rule, doubtful, rule
from media.speech.spoken.tables.letters import LETTERS

_SIGNS = {".": "chấm", "-": "gạch ngang", "/": "gạch chéo"}
_PARTS = re.compile(r"\d+|[^\W\d_]|[./-]")
_NUMBERS = (
    r"[Ss]ố tài khoản|STK|[Tt]ài khoản|TK|CCCD|CMND|[Cc]ăn cước(?: công dân)?|[Đđ]ịnh danh(?: cá nhân)?|[Hh]ộ chiếu"
    r"|[Mm]ã số(?: thuế| doanh nghiệp| BHXH| bảo hiểm xã hội)?|MST|MSDN|MSHV|MSSV"
    r"|[Mm]ã(?: OTP| QR| bưu chính| vạch| thẻ)|OTP|[Mm]ật khẩu|[Mm]áy lẻ|[Ss]ố hiệu|[Ss]ố sê ri"
    r"|[Ss]ố (?:máy|khung|thẻ)|[Tt]hẻ BHYT|[Ss]ố báo danh|SBD|[Ss]ổ (?:đỏ|hồng|BHXH)"
    r"|GCN\w*|[Gg]iấy chứng nhận(?: QSDĐ| quyền sử dụng đất)?|[Vv]ào sổ|[Pp]hát hành|GPLX(?: hạng)?(?: [A-F]\d?)? số"
    r"|[Gg]iấy phép lái xe(?: hạng)?(?: [A-F]\d?)? số"
)
"""Numbers whose dots and spaces only make them easier to read."""
_CODES = (
    r"[Mm]ã (?:hồ sơ|định danh|TTHC|đơn(?: hàng| vị)?|KH|khách hàng|tra cứu|giao dịch|biên nhận|sản phẩm|lô|tỉnh|xã"
    r"|đại lý|phòng|lớp|trường|ngành|cuộc họp|bệnh nhân|học sinh|học viên|trạm|quan hệ ngân sách|dự án)"
    r"|[Mm]ã thủ tục(?: hành chính)?|[Mm]ã số (?:hộ kinh doanh|vùng trồng|cơ sở|đơn vị|hồ sơ)|[Mm]ã"
    r"|[Ss]ố (?:serial|seri|lô)|[Ll]ô (?:vắc xin|vắc-xin|thuốc|hàng)|[Cc]huyến bay|[Bb]iên lai|[Hh]óa đơn"
)
"""Codes whose dots and strokes belong to them."""
_NAMED = r"(?:\s+(?:số|là|số hiệu))*\s*:?\s*"
_NO_AMOUNT = r"(?!\s?(?:%|đồng|đ|VNĐ|VND|USD|triệu|nghìn|tỷ|người|hộ|hồ sơ|thủ tục|tài khoản|thẻ)(?!\w))(?![\d.]*,\d)"
_NO_YEAR = r"(?!(?:19|20)\d\d(?![\w.-]))"
_TOKEN = rf"(?=[\w./-]*\d){_NO_YEAR}[{CAPITAL}\d]+(?:[./-][{CAPITAL}\d]+)*(?![\w/-]|\.\w)"
_BOAT = rf"(?!CSB)[{CAPITAL}]{{1,3}}(?:[a-z]{{1,3}})?"
_PAPER = rf"{_NO_YEAR}(?=[{CAPITAL}]*\d|[{CAPITAL}]{{1,3}} ?\d{{4,}})[{CAPITAL}]{{0,3}} ?\d{{3,}}(?:[ .-]\d{{1,7}})*"
_LARGEST_BYTE = 255


def signs(code: str) -> str:
    """Each letter by its name, each digit alone, each mark between them."""
    return " ".join(
        digit_by_digit(part) if part.isdecimal() else _SIGNS.get(part) or LETTERS.get(part.upper(), part)
        for part in _PARTS.findall(code)
    )


def _code(match: re.Match[str]) -> str:
    return match.group("lead") + signs(match.group("code"))


def _number(match: re.Match[str]) -> str:
    """Groups of an account's number run on; what a hyphen adds (a branch's part of a tax code) comes after a breath."""
    return match.group("lead") + ", ".join(signs(re.sub(r"[ .]", "", part)) for part in match.group("code").split("-"))


def _boat(match: re.Match[str]) -> str:
    lead = match.groupdict().get("lead") or ""
    kind = " tê ét" if match.groupdict().get("kind") else ""
    return f"{lead}{signs(match.group('home'))} {digit_by_digit(match.group('number'))}{kind}"


def _host(match: re.Match[str]) -> str:
    parts = match.group().split(".")
    return signs(match.group()) if all(int(part) <= _LARGEST_BYTE for part in parts) else match.group()


def _parted(match: re.Match[str]) -> str:
    """``NPK 16-16-8``: three numbers and no stretch; nobody knows of what, unless it was said."""
    said = " ".join(
        digit_by_digit(part) if part.startswith("0") else cardinal(int(part))
        for part in match.group("parts").split("-")
    )
    return match.group("lead") + said if match.group("lead") else doubtful(said, "number-form")


RULES: tuple[Rule, ...] = (
    rule(rf"(?P<lead>)(?<![\w./-])(?P<code>\d{{3}}(?:\.\d\d){{2}}\.[{CAPITAL}]\d\d(?:[.-]\d+)*)(?![\w/])", _code),
    rule(rf"(?P<lead>)(?<![\w./-])(?P<code>[{CAPITAL}]\d\d(?:\.\d{{1,3}}){{1,3}})(?![\w/-]|\.\d)", _code),
    rule(r"(?P<lead>)(?<![\w./,-])(?P<code>[1-9]\.0\d{5}(?:\.[A-Z\d]{2,3})*)(?![\w/-]|[.,]\d)", _code),
    rule(rf"(?<![\w/-])(?P<home>{_BOAT})[ -]{{0,3}}(?P<number>\d{{4,5}})[ -]{{0,3}}(?P<kind>TS)(?!\w)", _boat),
    rule(
        r"(?P<lead>(?<!\w)[Tt]àu(?: cá| cứu nạn| chở hàng)?(?: mang)?(?: số(?: hiệu)?)?:?\s+)"
        rf"(?P<home>{_BOAT})[ -]{{0,3}}(?P<number>\d{{4,5}})(?![\w/-]|[.,]\d)",
        _boat,
    ),
    rule(rf"(?P<lead>(?<!\w)(?:{_NUMBERS}){_NAMED})(?P<code>{_PAPER})(?![\w,/]|[.-]\w){_NO_AMOUNT}", _number),
    rule(rf"(?P<lead>(?<!\w)[Cc]huyến bay{_NAMED})(?P<code>[{CAPITAL}]{{2}} \d{{3,4}})(?!\w)", _code),
    rule(rf"(?P<lead>(?<!\w)(?:{_CODES}|{_NUMBERS}){_NAMED})(?P<code>{_TOKEN}){_NO_AMOUNT}", _code),
    rule(r"(?<![\w.,/-])[1-9]\d{1,2}(?:\.\d{1,3}){3}(?![\w,/-]|\.\d)(?<!\.\d{3}\.\d{3}\.\d{3})", _host),
)
"""Before anything reads a part of a code as an amount, a date or a stretch."""
PARTED: tuple[Rule, ...] = (
    rule(
        r"(?P<lead>(?:(?<!\w)(?:NPK|[Pp]hân|[Pp]hân bón)\s*)?)(?<![\w/.,-])"
        r"(?P<parts>(?!\d{1,2}-\d{1,2}-\d{4}|\d{4}-\d\d-\d\d)\d{1,4}(?:-\d{1,4}){2,})(?![\w-]|[.,]\d|/\d)",
        _parted,
    ),
)
"""After telephone numbers, before stretches."""
