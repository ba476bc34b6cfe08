"""Police, army, fire brigade, roads, storms and floods."""

from __future__ import annotations

SAFETY = {
    "ANTT": "an ninh trật tự",
    "ATGT": "an toàn giao thông",
    "ATNĐ": "áp thấp nhiệt đới",
    "BKS": "biển kiểm soát",
    "BĐ": "báo động",
    "CA": "công an",
    "CAND": "Công an nhân dân",
    "CNCH": "cứu nạn, cứu hộ",
    "CSGT": "cảnh sát giao thông",
    "DQTV": "dân quân tự vệ",
    "GPLX": "giấy phép lái xe",
    "KKL": "không khí lạnh",
    "KTTV": "khí tượng thủy văn",
    "LLVT": "lực lượng vũ trang",
    "NVQS": "nghĩa vụ quân sự",
    "PCCC": "phòng cháy, chữa cháy",
    "PCCCR": "phòng cháy, chữa cháy rừng",
    "PCCN": "phòng chống cháy nổ",
    "PCTT": "phòng, chống thiên tai",
    "PTDS": "phòng thủ dân sự",
    "QP-AN": "quốc phòng, an ninh",
    "QPAN": "quốc phòng, an ninh",
    "TKCN": "tìm kiếm cứu nạn",
    "TNGT": "tai nạn giao thông",
    "TTATGT": "trật tự an toàn giao thông",
    "TTATXH": "trật tự an toàn xã hội",
}
