"""Words shortened with dots and slashes: ``đ/c``, ``v.v.``, ``PGS.TS``, ``T/M``."""

from __future__ import annotations

import re

from media.speech.spoken.rules import CAPITAL, Rule, any_of, rule
from media.speech.spoken.tables.formulas import FORMULAS

_TITLES = {
    "BS": "bác sĩ",
    "BSCK1": "bác sĩ chuyên khoa một",
    "BSCK2": "bác sĩ chuyên khoa hai",
    "BSCKI": "bác sĩ chuyên khoa một",
    "BSCKII": "bác sĩ chuyên khoa hai",
    "CK1": "chuyên khoa một",
    "CK2": "chuyên khoa hai",
    "CKI": "chuyên khoa một",
    "CKII": "chuyên khoa hai",
    "CVC": "chuyên viên chính",
    "DS": "dược sĩ",
    "GS": "giáo sư",
    "KS": "kỹ sư",
    "KTS": "kiến trúc sư",
    "LS": "luật sư",
    "NGND": "Nhà giáo nhân dân",
    "NGƯT": "Nhà giáo ưu tú",
    "NSND": "Nghệ sĩ nhân dân",
    "NSƯT": "Nghệ sĩ ưu tú",
    "PGS": "phó giáo sư",
    "TS": "tiến sĩ",
    "TSKH": "tiến sĩ khoa học",
    "TTND": "Thầy thuốc nhân dân",
    "TTƯT": "Thầy thuốc ưu tú",
    "ThS": "thạc sĩ",
    "Ths": "thạc sĩ",
}
"""Before the name of a person, with a dot or a space."""
_DOCUMENTS = {
    "BC": "báo cáo",
    "CĐ": "công điện",
    "CV": "công văn",
    "KH": "kế hoạch",
    "KL": "kết luận",
    "NĐ": "nghị định",
    "NQ": "nghị quyết",
    "QĐ": "quyết định",
    "TB": "thông báo",
    "TTr": "tờ trình",
}
"""Before the number of a document."""
_PAIRS = {
    "C/O": "xê ô",
    "b/c": "báo cáo",
    "k/g": "kính gửi",
    "k/h": "khách hàng",
    "p/h": "phối hợp",
    "t/h": "thực hiện",
}
"""Behind who gets a copy: ``(b/c)``."""
_TESTED = re.compile(r"xét nghiệm|test|mẫu|HBsAg|HIV", re.IGNORECASE)
_TERMS = {"1": "một", "2": "hai", "3": "ba", "I": "một", "II": "hai", "III": "ba"}
_PRIZES = {"I": "nhất", "II": "nhì", "III": "ba"}


def _found(match: re.Match[str]) -> str:
    """``(+)`` of a test."""
    if not _TESTED.search(match.string):
        return match.group()
    return "dương tính" if match.group(1) == "+" else "âm tính"


def _titles(match: re.Match[str]) -> str:
    """``PGS.TS``, ``TTƯT.BSCKII.``: one after the other; a speciality belongs to its doctor."""
    said = ", ".join(_TITLES[title] for title in re.split(r"[.,-]\s?", match.group(1)))
    return said.replace("bác sĩ, chuyên khoa", "bác sĩ chuyên khoa") + " "


RULES: tuple[Rule, ...] = (
    rule(r"(?<!\w)[Đđ]/[Cc](?=\s*:)", "địa chỉ"),
    rule(r"(?<!\w)[Đđ]/c(?!\w)", "đồng chí"),
    rule(r"(?<!\w)[Vv]/v(?!\w)", "về việc"),
    rule(rf"(?<!\w)({any_of(_PAIRS)})(?!\w)", lambda it: _PAIRS[it.group(1)]),
    rule(rf"(?<![\w/.-])({any_of(FORMULAS)})(?![\w/]|[.,]\d)", lambda it: FORMULAS[it.group(1)]),
    rule(r"(?<!\w)HK\s?(I{1,3}|[1-3])(?!\w)", lambda it: f"học kỳ {_TERMS[it.group(1)]}"),
    rule(r"((?<!\w)[Gg]iải )(I{1,3})(?![\w/])", lambda it: it.group(1) + _PRIZES[it.group(2)]),
    rule(r"(?<!\w)SN(?=\s*:?\s*(?:19|20)\d\d(?!\w))", "sinh năm"),
    rule(r"(?<!\w)SN(?=\s*:?\s*\d{1,4}(?:[/,A-Z]|\s+đường))", "số nhà"),
    rule(r"(?<!\w)Q\s?(?=(?:xả|đến|về|chạy|tràn|max|min)\b)", "lưu lượng "),
    rule(r"((?<!\w)[Ll]ưu lượng (?:\w+ ){0,4})Q\s*[=:]?\s*(?=[\d.,]+)", lambda it: it.group(1)),
    rule(r"(?<!\w)Q(?=\s*[=:]\s*[\d.,]+(?:\s?[-–]\s?[\d.,]+)?\s?m[3³]/)", "lưu lượng"),
    rule(r"(?<!\w)CMT8(?!\w)", "Cách mạng Tháng Tám"),
    rule(r"\(([+-])\)", _found),
    rule(r"(?<=\d)\s?l/p(?!\w)", " lần một phút"),
    rule(r"(?<=\d)v(?=/(?:ngày|lần))", " viên"),
    rule(rf"(?<!\w)(CT|PCT|GĐ|PGĐ|PBT|UV|CVP|PCVP)\.\s?(?=[{CAPITAL}])", lambda it: f"{it.group(1)} "),
    rule(
        rf"(^|[,;:(.-]\s*|(?<!\w)(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|chí)\s+)CN\.?\s?(?=[{CAPITAL}][^\W\d_{CAPITAL}])",
        lambda it: f"{it.group(1)}cử nhân ",
    ),
    rule(r"(?<!\w)v\.\s?v(?:\.{1,3}|…|(?!\w))", "vân vân."),
    rule(r"(?<!\w)VD(?=\s*:)", "ví dụ"),
    rule(r"(?<!\w)(?:ĐT|Đt|đt|ĐTDĐ|đtdđ|DĐ|dđ)(?=\s*:?\s*[(+]?\s?0?\d{2})(?=\s*:|\s+0)", "điện thoại"),
    rule(r"(?<!\w)(?:[Ss]đt|SĐT|(?:SDT|sdt)(?=\s*:?\s*[(+]?\s?\d))(?!\w)", "số điện thoại"),
    rule(r"(?<!\w)([TK])/([MTL])(?=\s)", lambda it: f"{it.group(1)}{it.group(2)}."),
    rule(
        rf"(?<!\w)((?:{any_of(_TITLES)})(?:[.,-]\s?(?:{any_of(_TITLES)}))*)(?:\.\s?|\s)(?=[{CAPITAL}][^\W{CAPITAL}]*)",
        _titles,
    ),
    rule(
        rf"(?<!\w)(?<!iểm )({any_of(_DOCUMENTS)})(?=\s+(?:số\s+)?\d+(?![\d.]*\s*%|\d*,\d))",
        lambda it: _DOCUMENTS[it.group(1)],
    ),
    rule(r"(?<!\w)TT(?=\s+(?:số\s+)?\d+/\d{4}/TT)", "thông tư"),
    rule(rf"(?<!\w)(KT|TM|TL|TUQ)/\s?(?=[{CAPITAL}]{{2}})", lambda it: f"{it.group(1)}. "),
    rule(r"(?<!\w)ngày/tháng/năm(?!\w)", "ngày, tháng, năm"),
)
"""Before dots and slashes are read as marks."""
