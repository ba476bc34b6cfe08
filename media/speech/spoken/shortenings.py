"""Words shortened with dots and slashes: ``đ/c``, ``v.v.``, ``PGS.TS``, ``T/M``."""

from __future__ import annotations

from media.speech.spoken.rules import CAPITAL, Rule, any_of, rule

_TITLES = {
    "BS": "bác sĩ",
    "BSCKI": "bác sĩ chuyên khoa một",
    "BSCKII": "bác sĩ chuyên khoa hai",
    "BS.CKI": "bác sĩ chuyên khoa một",
    "BS.CKII": "bác sĩ chuyên khoa hai",
    "CN": "cử nhân",
    "DS": "dược sĩ",
    "GS": "giáo sư",
    "GS.TS": "giáo sư, tiến sĩ",
    "KS": "kỹ sư",
    "KTS": "kiến trúc sư",
    "LS": "luật sư",
    "PGS": "phó giáo sư",
    "PGS.TS": "phó giáo sư, tiến sĩ",
    "TS": "tiến sĩ",
    "ThS": "thạc sĩ",
    "ThS.BS": "thạc sĩ, bác sĩ",
    "TS.BS": "tiến sĩ, bác sĩ",
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

RULES: tuple[Rule, ...] = (
    rule(r"(?<!\w)[Đđ]/[Cc](?=\s*:)", "địa chỉ"),
    rule(r"(?<!\w)[Đđ]/c(?!\w)", "đồng chí"),
    rule(r"(?<!\w)[Vv]/v(?!\w)", "về việc"),
    rule(r"(?<!\w)v\.\s?v(?:\.{1,3}|…|(?!\w))", "vân vân."),
    rule(r"(?<!\w)VD(?=\s*:)", "ví dụ"),
    rule(r"(?<!\w)(?:SĐT|ĐT|ĐTDĐ|DĐ)(?=\s*:?\s*[(+]?\s?0?\d{2})(?=\s*:|\s+0)", "điện thoại"),
    rule(r"(?<!\w)([TK])/([MTL])(?=\s)", lambda it: f"{it.group(1)}{it.group(2)}."),
    rule(
        rf"(?<!\w)({any_of(_TITLES)})(?:\.\s?|\s)(?=[{CAPITAL}][^\W{CAPITAL}]*)", lambda it: f"{_TITLES[it.group(1)]} "
    ),
    rule(rf"(?<!\w)({any_of(_DOCUMENTS)})(?=\s+(?:số\s+)?\d+(?![\d.]*\s*%))", lambda it: _DOCUMENTS[it.group(1)]),
    rule(r"(?<!\w)TT(?=\s+(?:số\s+)?\d+/\d{4}/TT)", "thông tư"),
    rule(rf"(?<!\w)(KT|TM|TL|TUQ)/\s?(?=[{CAPITAL}]{{2}})", lambda it: f"{it.group(1)}. "),
    rule(r"(?<!\w)ngày/tháng/năm(?!\w)", "ngày, tháng, năm"),
)
"""Before dots and slashes are read as marks."""
