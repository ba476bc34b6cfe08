"""Words of counting: so much a day, a part of, so many of."""

from __future__ import annotations

PER = (
    "bao", "buổi", "bó", "bộ", "ca", "chai", "chuyến", "chỗ", "con", "cuốn", "cây", "công", "giây", "giờ", "gói",
    "héc ta", "học sinh", "hộ", "hộp", "khẩu", "ki lô", "kỳ", "ly", "lít", "lượng", "lượt", "lần", "mét", "mẫu", "ngày",
    "người", "nhà", "năm", "phiên", "phòng", "phút", "quả", "suất", "sào", "tháng", "thùng", "trái", "trẻ",
    "tuần", "tạ", "tấn", "tờ", "viên", "vé", "vụ", "xe", "đêm", "đợt",
)  # fmt: skip
"""After a slash: so much *a* day, *a* household (``đồng/hộ``)."""

COUNTED = (
    "dân số|dân cư|số|diện tích|hộ|xã|phường|thôn|ấp|người|học sinh|thành viên|đại biểu|phiếu|tổng số|chiều dài"
    "|chiều cao|quãng đường|thời gian|vốn|ngân sách|sản lượng|lượng|thu nhập|chỉ tiêu|tiêu chí|nhiệm vụ|cơ sở|trường"
    "|trẻ|khối lượng"
)
"""What a fraction is a part of: a pattern."""
OUT_OF = "tiêu chí|chỉ tiêu|thành viên|phiếu|điểm|nhiệm vụ|thủ tục|hồ sơ|nội dung|đại biểu có mặt"
"""What is so many *of* so many, even where it could be a fraction: a pattern."""
