"""Agencies as documents shorten them: what they look after, and what sort of office looks after it.

Names until 2025 and after: Resolution 176/2025/QH15 (ministries), Decree 45/2025/NĐ-CP (departments of provinces).
Archives and laws still in force keep the old ones.
"""

from __future__ import annotations

_FIELDS = {
    "CT": "Công Thương",
    "DL": "Du lịch",
    "DT": "Dân tộc",
    "DT&TG": "Dân tộc và Tôn giáo",
    "GD&ĐT": "Giáo dục và Đào tạo",
    "GTVT": "Giao thông vận tải",
    "KH&CN": "Khoa học và Công nghệ",
    "KH&ĐT": "Kế hoạch và Đầu tư",
    "LĐTB&XH": "Lao động Thương binh và Xã hội",
    "NG": "Ngoại giao",
    "NN&MT": "Nông nghiệp và Môi trường",
    "NN&PTNT": "Nông nghiệp và Phát triển nông thôn",
    "NV": "Nội vụ",
    "QP": "Quốc phòng",
    "TC": "Tài chính",
    "TN&MT": "Tài nguyên và Môi trường",
    "TP": "Tư pháp",
    "TT&TT": "Thông tin và Truyền thông",
    "VH&TT": "Văn hóa và Thông tin",
    "VHTT&DL": "Văn hóa, Thể thao và Du lịch",
    "VH,TT&DL": "Văn hóa, Thể thao và Du lịch",
    "VHXH": "Văn hóa, Xã hội",
    "XD": "Xây dựng",
    "YT": "Y tế",
}
"""What a ministry, a department of a province or an office of a commune looks after."""
FIELDS = {
    way: said for short, said in _FIELDS.items() for way in (short, short.replace("&", "-"), short.replace("&", ""))
}
"""``NN&MT`` is written ``NN-MT`` and ``NNMT`` too."""

OFFICES = {"B": "Bộ", "P": "Phòng", "S": "Sở"}
"""The letter before a field in the symbol of a document: ``SNNMT``."""

BEFORE_FIELDS = ("Bộ", "Sở", "Phòng", "ngành", "Ngành", "Ban", "Thanh tra Sở", "Giám đốc Sở")
"""Words after which a field may be a shortening that means something else elsewhere: ``Sở TP``, ``Bộ CT``."""

AGENCIES = {
    "BCA": "Bộ Công an",
    "BCH": "Ban Chỉ huy",
    "BCHPTDS": "Ban Chỉ huy phòng thủ dân sự",
    "BCHQS": "Ban Chỉ huy Quân sự",
    "BCĐ": "Ban Chỉ đạo",
    "BQL": "Ban Quản lý",
    "BTGDVTU": "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "BTGDVTW": "Ban Tuyên giáo và Dân vận Trung ương",
    "BTGTU": "Ban Tuyên giáo Tỉnh ủy",
    "BTGTW": "Ban Tuyên giáo Trung ương",
    "BTV": "Ban Thường vụ",
    "BTVTU": "Ban Thường vụ Tỉnh ủy",
    "BĐBP": "Bộ đội Biên phòng",
    "CAT": "Công an tỉnh",
    "CAX": "Công an xã",
    "CHQS": "Chỉ huy Quân sự",
    "CP": "Chính phủ",
    "CTN": "Chủ tịch nước",
    "HU": "Huyện ủy",
    "HĐBCQG": "Hội đồng bầu cử quốc gia",
    "HĐND": "Hội đồng nhân dân",
    "KTNN": "Kiểm toán nhà nước",
    "LĐLĐ": "Liên đoàn Lao động",
    "NHCSXH": "Ngân hàng Chính sách xã hội",
    "NHNN": "Ngân hàng Nhà nước",
    "QH": "Quốc hội",
    "TAND": "Tòa án nhân dân",
    "TANDTC": "Tòa án nhân dân tối cao",
    "TTCP": "Thanh tra Chính phủ",
    "TTPVHCC": "Trung tâm Phục vụ hành chính công",
    "TTg": "Thủ tướng Chính phủ",
    "TU": "Tỉnh ủy",
    "TW": "Trung ương",
    "TWĐ": "Trung ương",
    "TƯ": "Trung ương",
    "UBKT": "Ủy ban Kiểm tra",
    "UBND": "Ủy ban nhân dân",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "VKSND": "Viện kiểm sát nhân dân",
    "VKSNDTC": "Viện kiểm sát nhân dân tối cao",
    "VPCP": "Văn phòng Chính phủ",
    "VPTU": "Văn phòng Tỉnh ủy",
    "VPUBND": "Văn phòng Ủy ban nhân dân",
    "ĐU": "Đảng ủy",
    "ĐĐBQH": "Đoàn đại biểu Quốc hội",
} | {
    office + short: f"{name} {FIELDS[short]}"
    for office, name in OFFICES.items()
    for short in FIELDS
    if short.isalpha() and not (office == "P" and len(short) == 2)
}
"""Who issues a document: the last part of its symbol, Decree 30/2020/NĐ-CP, appendix VI."""
