"""Words of counting: so much a day, a part of, so many of."""

from __future__ import annotations

PER = (
    "ao", "bao", "buổi", "bé", "bó", "bệnh nhân", "bộ", "ca", "chai", "chiếc", "chuyến", "cháu", "chỗ", "con", "cuốn",
    "cái", "cây", "công", "công nhân", "cặp", "cổ phiếu", "em", "giây", "giường", "giờ", "gói", "gốc", "hecta",
    "héc ta", "học sinh", "học viên", "hộ", "hộ dân", "hộp", "khách", "khẩu", "ki lô", "kỳ", "lao động", "liều", "ly",
    "lít", "lô", "lượng", "lượt", "lần", "lồng", "mét", "mét khối", "môn", "mũi", "mẫu", "ngày", "ngày đêm", "người",
    "nhà", "nhóm", "nái", "năm", "phiên", "phòng", "phút", "phần", "phụ nữ", "quả", "suất", "sào", "sản phẩm", "tháng",
    "thùng", "thẻ", "tiết", "trang", "trái", "trận", "trẻ", "tuần", "tín chỉ", "tạ", "tấn", "tờ", "viên", "vé",
    "vòng", "vườn", "vụ", "xe", "đêm", "đôi", "đơn", "đội", "đợt",
)  # fmt: skip
"""After a slash: so much *a* day, *a* household (``đồng/hộ``)."""

COUNTED = (
    "dân số|dân cư|số|diện tích|hộ|xã|phường|thôn|ấp|người|học sinh|thành viên|đại biểu|phiếu|tổng số|chiều dài"
    "|chiều cao|quãng đường|thời gian|vốn|ngân sách|sản lượng|lượng|thu nhập|chỉ tiêu|tiêu chí|nhiệm vụ|cơ sở|trường"
    "|trẻ|khối lượng"
)
"""What a fraction is a part of: a pattern."""
PLACES_COUNTED = (
    "xã|phường|thị trấn|thôn|ấp|khu phố|bản|sóc|xóm|trường|đơn vị|chi bộ|tổ|trạm|cơ quan|sở|ngành|chợ|tỉnh|huyện"
    "|hợp tác xã|công trình|dự án|hồ|tuyến|điểm trường|nhóm|hội|đảng bộ|câu lạc bộ|trạm y tế"
    "|cửa van|cửa xả|tổ máy|UBND|HTX|KCN"
)
"""What is so many of so many, unless it is a half, a third or a quarter: a pattern."""
OUT_OF = "tiêu chí|chỉ tiêu|thành viên|phiếu|điểm|nhiệm vụ|thủ tục|hồ sơ|nội dung|đại biểu có mặt"
"""What is so many *of* so many, even where it could be a fraction: a pattern."""
