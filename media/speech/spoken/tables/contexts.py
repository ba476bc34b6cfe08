"""Abbreviations that mean what the words beside them say: ``gió ĐB``, ``Công ty CP``, ``Hội ND``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Context(NamedTuple):
    """What abbreviations mean ``after`` words or ``before`` words: patterns, either may be empty.

    What is not ``sure`` is marked for the author.
    """

    meanings: Mapping[str, str]
    after: str = ""
    before: str = ""
    sure: bool = True


_CALENDARS = {"AL": "âm lịch", "DL": "dương lịch", "al": "âm lịch", "dl": "dương lịch", "âl": "âm lịch"}
_LAND = {
    "CLN": "trồng cây lâu năm", "DGT": "giao thông", "HNK": "trồng cây hằng năm khác", "LUC": "chuyên trồng lúa",
    "LUK": "trồng lúa còn lại", "NTS": "nuôi trồng thủy sản", "ODT": "ở tại đô thị", "ONT": "ở tại nông thôn",
    "RDD": "rừng đặc dụng", "RPH": "rừng phòng hộ", "RSX": "rừng sản xuất", "SKC": "cơ sở sản xuất phi nông nghiệp",
    "SKK": "khu công nghiệp", "TMD": "thương mại, dịch vụ",
}  # fmt: skip
"""Signs of the cadastral map, circulars 25/2014/TT-BTNMT and 08/2024/TT-BTNMT."""
_STANDING = r"Tỉnh|Huyện|Thành|Đảng|HĐND|UBND|UBMTTQ|MTTQ|TU|HU|ĐU"
_CENTRES = (
    r"Y tế|YT|GD|GDNN\S*|GDTX|PTQĐ|Giáo dục|VH|Văn hóa|Dịch vụ|DV|Phục vụ|PVHCC|HCC|Hành chính|Kiểm soát|KSBT"
    r"|Khuyến nông|Dạy nghề|Viễn thông|Phát triển|Học tập|HTCĐ|Bảo trợ|Nước sạch|Chính trị|Truyền thông|Điều hành"
    r"|Giới thiệu|Hội nghị"
)
_BANKS = "Agribank|Vietcombank|Vietinbank|BIDV|NHCSXH|NHNN|Sacombank|MB"

CONTEXTS = (
    Context({"VB": "vĩ bắc", "KĐ": "kinh đông"}, after="độ"),
    Context(
        _CALENDARS,
        after=r"tháng \w+(?: \w+)?,? ?\(?",
    ),
    Context(_LAND, after="[Đđ]ất|ĐẤT"),
    Context({sign: f"đất {use}" for sign, use in _LAND.items()}, after=r"[\d.,]+ ?(?:m2|m²|ha)"),
    Context({"CP": "cổ phần"}, after=r"[Cc]ông ty|CTCP|C[Tt]y|CTY|[Nn]gân hàng(?: thương mại| TM)?|NH|NHTM"),
    Context({"CP": "cổ phiếu"}, after=r"triệu|nghìn"),
    Context({"MN": "miền núi"}, after=r"DTTS|dân tộc thiểu số|DTTS và|dân tộc thiểu số và|[Tt]rung du và"),
    Context({"KH": "khách hàng"}, after=r"[Mm]ã|[Qq]uý"),
    Context({"KH": "khách hàng"}, after=r"[Cc]ho", sure=False),
    Context({"KH": "kế hoạch"}, after=r"%|vượt|[Cc]hỉ tiêu|đạt|theo|[Tt]riển khai|[Tt]hực hiện|[Bb]an hành"),
    Context({"PN": "Phụ nữ", "ND": "Nông dân", "CCB": "Cựu chiến binh", "NCT": "Người cao tuổi"}, after="[Hh]ội"),
    Context({"PN": "phụ nữ", "ND": "nông dân"}, after=r"[Cc]hi hội|[Hh]ội viên|[Tt]ổ|[Cc]ho"),
    Context({"TN": "Thanh niên"}, after=r"[Đđ]oàn|[Cc]hi đoàn|[Bb]í thư"),
    Context({"CN": "công nhân"}, after=r"\d+|[Tt]uyển|[Nn]ữ|[Nn]am"),
    Context({"CN": "chi nhánh"}, before=r"(?:Công ty|Cty|Ngân hàng|NH|VPĐKĐĐ|Văn phòng)"),
    Context({"CN": "Chủ nhật"}, after=r"[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm|[Nn]gày|thứ \w+ ?(?:,|&|-|và|đến)"),
    Context({"CN": "Chủ nhật"}, before=r"h[àằ]ng tuần|tuần"),
    Context({"HS": "hồ sơ"}, after=r"[Nn]ộp|\d bộ|[Tt]iếp nhận|[Gg]iải quyết|[Mm]ã"),
    Context({"TH": "tổng hợp"}, after=r"[Pp]hòng"),
    Context({"BN": "bệnh nhân"}, after=r"\d+|ca"),
    Context({"TT": "Trung tâm"}, before=rf"(?:{_CENTRES})"),
    Context({"TT": "Thường trực"}, before=rf"(?:{_STANDING})"),
    Context({"VP": "Văn phòng"}, before=r"(?:HĐND|UBND|UBMTTQ|MTTQ|ĐĐBQH|Đảng|Tỉnh ủy|TU|Chính phủ)"),
    Context(
        {"TT": "Thường trực"},
        after=r"Phó [Cc]hủ tịch|Phó [Bb]í thư|PBT|PCT|Phó [Gg]iám đốc|Phó [Tt]rưởng ban|[Ủủ]y viên",
    ),
    Context({"TT": "thị trấn"}, before=r"[A-ZĐ][a-zà-ỹđ]+", sure=False),
    Context({"BCH": "Ban Chấp hành"}, before=r"(?:Đảng|Trung|TW|Đoàn|Hội|Công đoàn|Chi bộ|chi bộ|lâm thời)"),
    Context({"BCH": "Ban Chỉ huy"}, before=r"(?:PCTT|PTDS|[Qq]uân|[Pp]hòng|[Tt]hống nhất)"),
    Context({"BTV": "Ban Thường vụ"}, before=r"(?:Tỉnh|Huyện|Đảng|Thành|TU|HU|ĐU)"),
    Context({"BCT": "Bộ Chính trị"}, before=r"(?:,? ?BBT|,? Ban Bí thư)"),
    Context({"CĐ": "công đoàn"}, before=r"(?:cơ sở|ngành|viên|bộ phận)"),
    Context({"VH": "văn hóa"}, after=r"[Nn]hà|[Gg]ia đình|[Ấấ]p|[Tt]hôn|[Kk]hu"),
    Context({"CO": "xê ô"}, after=r"[Kk]hí|[Nn]gộ độc|[Nn]ồng độ|hai,|ba,"),
    Context({"TC": "tiêu chí"}, after=r"\d+"),
    Context({"VT": "vĩ tuyến"}, after=r"[Pp]hía (?:[Bb]ắc|[Nn]am)"),
    Context({"KT": "kinh tuyến"}, after=r"[Pp]hía (?:[Đđ]ông|[Tt]ây)"),
    Context({"DO": "đi ê zen"}, after="[Dd]ầu"),
    Context({"KP": "kinh phí"}, after=r"[Tt]ổng|[Nn]guồn|[Hh]ỗ trợ|[Cc]ấp|[Bb]ố trí|[Dd]ự toán"),
    Context({"SS": "so sánh"}, after=r"[Gg]iá"),
    Context({"DT": "dự toán"}, after=r"%|[Vv]ượt|[Gg]iao|[Đđ]ạt"),
    Context({"DT": "diện tích"}, before=r":?\s*(?:đất|[\d.,]+(?:\s*(?:nhân|=|\+)\s*[\d.,]+)*\s?(?:m2|m²|ha))"),
    Context({"NV": "nhân viên"}, after=r"\d+|[Tt]uyển"),
    Context({"NK": "nhiệm kỳ"}, before=r"(?:19|20)\d\d"),
    Context({"BTC": "Ban Tổ chức"}, after=r"[Tt]rưởng(?: ban)?|[Tt]hành viên"),
    Context({"BTC": "Ban Tổ chức"}, before=r"(?:giải|hội thi|lễ|cuộc thi|hội diễn|đại hội)"),
    Context({"GĐ": "Giám đốc"}, before=r"(?:Sở|Công ty|Cty|Bệnh viện|BV|BVĐK|Trung tâm|TT|TTYT|CA|Công an|Nhà máy)"),
    Context({"GĐ": "gia đình"}, after=r"[Hh]ộ|[Cc]ác|\d+"),
    Context({"CHT": "chi hội trưởng"}, before=r"(?:PN|ND|CCB|NCT|[Pp]hụ nữ|[Nn]ông dân)"),
    Context({"PN": "phụ nữ"}, after="CHT|trưởng"),
    Context({"HV": "học viện"}, before=r"(?:CTQG|[Cc]hính trị|[Hh]ành chính|[Bb]áo chí|[Nn]ông nghiệp|[Qq]uân y)"),
    Context({"TB": "trung bình"}, after=r"[Đđ]iểm|[Mm]ức|[Tt]ính"),
    Context({"LĐ": "lao động"}, after=r"\d+"),
    Context({"TMĐT": "tổng mức đầu tư"}, before=r":?\s*[\d.,]+ ?(?:tỷ|tỉ|triệu)"),
    Context({"TC": "trung cấp"}, after="[Ll]ớp"),
    Context({"GT": "giao thông"}, after="[Đđ]ường"),
    Context({"HA": "huyết áp"}, after="[Tt]ăng|[Hh]ạ|[Đđ]o"),
    Context({"HA": "huyết áp"}, before=r"(?:dưới |trên |≥ ?|≤ ?)?\d{2,3}(?:/| trên )\d{2,3}(?:mmHg)?"),
    Context({"CN": "chi nhánh"}, after=rf"{_BANKS}|NH \w+|[Nn]gân hàng(?: \w+)?"),
    Context({"CN": "Công nguyên"}, after="[Ss]au|[Tt]rước"),
    Context({"UV": "u vê"}, before=r"\d+"),
    Context({"UV": "u vê"}, after=r"[Cc]hỉ số|[Tt]ia|[Đđ]èn"),
    Context({"TV": "tử vong"}, after=r"\d+ ca|ca"),
    Context({"KV": "khu vực"}, before=r":?\s*(?:châu|\d+|[IVX]+|miền|phía|Đông|Nam|Bắc|Tây)"),
    Context({"KV": "khu vực"}, after=r"TAND|Tòa án nhân dân|BVĐK|TTYT|[Cc]ác|[Tt]rong|[Tt]ại"),
    Context({"NV": "nguyện vọng"}, before=r"[1-9]"),
    Context({"CT": "chương trình"}, before=r"[\"“]\w+"),
    Context({"KK": "khuyến khích"}, after="[Gg]iải"),
)
"""The first that fits; what fits none means what it means most often (``abbreviations``)."""
