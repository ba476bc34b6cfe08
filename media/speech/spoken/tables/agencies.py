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
    "LĐ-TB&XH": "Lao động Thương binh và Xã hội",
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

FIELDS_OF_COMMUNES = {
    "HT&ĐT": "Hạ tầng và Đô thị",
    "KT": "Kinh tế",
    "KT, HT&ĐT": "Kinh tế, Hạ tầng và Đô thị",
    "KT,HT&ĐT": "Kinh tế, Hạ tầng và Đô thị",
    "KT-HT": "Kinh tế, Hạ tầng",
    "KT-HT&ĐT": "Kinh tế, Hạ tầng và Đô thị",
    "KTHT&ĐT": "Kinh tế, Hạ tầng và Đô thị",
    "QLĐT": "Quản lý đô thị",
    "TC-KH": "Tài chính, Kế hoạch",
    "TCKH": "Tài chính, Kế hoạch",
    "VH-XH": "Văn hóa, Xã hội",
    "VH&XH": "Văn hóa và Xã hội",
}
"""After ``Phòng`` alone: offices of communes since 2025, Decree 150/2025/NĐ-CP, and of districts before."""

OFFICES = {"B": "Bộ", "P": "Phòng", "S": "Sở"}
"""The letter before a field in the symbol of a document: ``SNNMT``."""

BEFORE_FIELDS = ("Bộ", "Sở", "Phòng", "ngành", "Ngành", "Ban", "Thanh tra Sở", "Giám đốc Sở")
"""Words after which a field may be a shortening that means something else elsewhere: ``Sở TP``, ``Bộ CT``."""

AGENCIES = {
    "BBT": "Ban Bí thư",
    "BCA": "Bộ Công an",
    "BCH": "Ban Chỉ huy",
    "BCHBP": "Bộ Chỉ huy Bộ đội Biên phòng",
    "BCHPCTT": "Ban Chỉ huy phòng, chống thiên tai",
    "BCHPCTT&TKCN": "Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn",
    "BCHPTDS": "Ban Chỉ huy phòng thủ dân sự",
    "BCHQS": "Ban Chỉ huy Quân sự",
    "BCHTW": "Ban Chấp hành Trung ương",
    "BCHTƯ": "Ban Chấp hành Trung ương",
    "BCĐ": "Ban Chỉ đạo",
    "BCĐPCTT": "Ban Chỉ đạo phòng, chống thiên tai",
    "BCĐPTDS": "Ban Chỉ đạo phòng thủ dân sự",
    "BCĐTW": "Ban Chỉ đạo Trung ương",
    "BDV": "Ban Dân vận",
    "BNC": "Ban Nội chính",
    "BQL": "Ban Quản lý",
    "BQLDA": "Ban Quản lý dự án",
    "BTGDV": "Ban Tuyên giáo và Dân vận",
    "BTGDVTU": "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "BTGDVTW": "Ban Tuyên giáo và Dân vận Trung ương",
    "BTGTU": "Ban Tuyên giáo Tỉnh ủy",
    "BTGTW": "Ban Tuyên giáo Trung ương",
    "BTL": "Bộ Tư lệnh",
    "BTT": "Ban Thường trực",
    "BTV": "Ban Thường vụ",
    "BTVTU": "Ban Thường vụ Tỉnh ủy",
    "BĐBP": "Bộ đội Biên phòng",
    "CAH": "Công an huyện",
    "CAP": "Công an phường",
    "CAT": "Công an tỉnh",
    "CAX": "Công an xã",
    "CHQS": "Chỉ huy Quân sự",
    "CNVPĐKĐĐ": "Chi nhánh Văn phòng đăng ký đất đai",
    "CP": "Chính phủ",
    "CSB": "Cảnh sát biển",
    "CTN": "Chủ tịch nước",
    "CTĐ": "Chữ thập đỏ",
    "HCCB": "Hội Cựu chiến binh",
    "HCTĐ": "Hội Chữ thập đỏ",
    "HKH": "Hội Khuyến học",
    "HPN": "Hội Phụ nữ",
    "HU": "Huyện ủy",
    "HĐBCQG": "Hội đồng bầu cử quốc gia",
    "HĐND": "Hội đồng nhân dân",
    "KBNN": "Kho bạc Nhà nước",
    "KTNN": "Kiểm toán nhà nước",
    "LĐLĐ": "Liên đoàn Lao động",
    "NHCSXH": "Ngân hàng Chính sách xã hội",
    "NHNN": "Ngân hàng Nhà nước",
    "QH": "Quốc hội",
    "QĐND": "Quân đội nhân dân",
    "TAND": "Tòa án nhân dân",
    "TANDTC": "Tòa án nhân dân tối cao",
    "TTCP": "Thanh tra Chính phủ",
    "TTDVVL": "Trung tâm Dịch vụ việc làm",
    "TTGDNN-GDTX": "Trung tâm Giáo dục nghề nghiệp, Giáo dục thường xuyên",
    "TTGDTX": "Trung tâm Giáo dục thường xuyên",
    "TTHTCĐ": "Trung tâm Học tập cộng đồng",
    "TTKSBT": "Trung tâm Kiểm soát bệnh tật",
    "TTPTQĐ": "Trung tâm Phát triển quỹ đất",
    "TTPVHCC": "Trung tâm Phục vụ hành chính công",
    "TTVHTTDL": "Trung tâm Văn hóa, Thể thao và Du lịch",
    "TTg": "Thủ tướng Chính phủ",
    "TTgCP": "Thủ tướng Chính phủ",
    "TU": "Tỉnh ủy",
    "TW": "Trung ương",
    "TWĐ": "Trung ương",
    "TƯ": "Trung ương",
    "UBBC": "Ủy ban bầu cử",
    "UBKT": "Ủy ban Kiểm tra",
    "UBND": "Ủy ban nhân dân",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "VKSND": "Viện kiểm sát nhân dân",
    "VKSNDTC": "Viện kiểm sát nhân dân tối cao",
    "VPCP": "Văn phòng Chính phủ",
    "VPTT": "Văn phòng thường trực",
    "VPTU": "Văn phòng Tỉnh ủy",
    "VPUBND": "Văn phòng Ủy ban nhân dân",
    "VPĐKĐĐ": "Văn phòng đăng ký đất đai",
    "VPĐP": "Văn phòng điều phối",
    "ĐU": "Đảng ủy",
    "ĐĐBQH": "Đoàn đại biểu Quốc hội",
} | {
    office + short: f"{name} {FIELDS[short]}"
    for office, name in OFFICES.items()
    for short in FIELDS
    if short.isalpha() and not (office == "P" and len(short) == 2)
}
"""Who issues a document: the last part of its symbol, Decree 30/2020/NĐ-CP, appendix VI."""
