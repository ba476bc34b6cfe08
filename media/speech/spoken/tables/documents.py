"""Kinds of documents, and how they are signed."""

from __future__ import annotations

DOCUMENT_TYPES = {
    "BB": "biên bản",
    "BC": "báo cáo",
    "BGN": "bản ghi nhớ",
    "BTT": "bản thỏa thuận",
    "CT": "chỉ thị",
    "CTr": "chương trình",
    "CV": "công văn",
    "CĐ": "công điện",
    "DA": "dự án",
    "GGT": "giấy giới thiệu",
    "GM": "giấy mời",
    "GNP": "giấy nghỉ phép",
    "GUQ": "giấy ủy quyền",
    "HD": "hướng dẫn",
    "KH": "kế hoạch",
    "KL": "kết luận",
    "L": "lệnh",
    "LCT": "lệnh",
    "NQ": "nghị quyết",
    "NĐ": "nghị định",
    "PA": "phương án",
    "PB": "phiếu báo",
    "PC": "phiếu chuyển",
    "PG": "phiếu gửi",
    "QC": "quy chế",
    "QyĐ": "quy định",
    "QĐ": "quyết định",
    "TB": "thông báo",
    "TC": "thông cáo",
    "TT": "thông tư",
    "TTLT": "thông tư liên tịch",
    "TTr": "tờ trình",
    "ĐA": "đề án",
    "HĐ": "hợp đồng",
}
"""The first part of a document's symbol, Decree 30/2020/NĐ-CP, appendix III."""

SIGNED_FOR = {"KT": "ký thay", "Q": "quyền", "TL": "thừa lệnh", "TM": "thay mặt", "TUQ": "thừa ủy quyền"}
"""Before the title of who signs: ``KT. CHỦ TỊCH``. Decree 30/2020/NĐ-CP, appendix I."""
