"""What a content is about: the kinds of essential information of Decree 49/2024/NĐ-CP, article 6.

Article 3(1) of the decree says that grassroots information is essential information; article 6 says what that is. The
names here are its points made short. Our own is only ``other``, for what none of them names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from protocol.words import Words

Category = Literal["policy", "projects", "knowledge", "security", "disasters", "examples", "offences", "goods", "other"]
CATEGORIES: Mapping[Category, Words] = {
    "policy": Words("Chủ trương của Đảng, pháp luật, quy định của địa phương", "Policies, laws and rules of the place"),
    "projects": Words(
        "Dự án, chương trình kinh tế, văn hóa, an sinh xã hội", "Projects: economy, culture, social security"
    ),
    "knowledge": Words(
        "Đời sống kinh tế, văn hóa, xã hội; khoa học, kỹ thuật", "Economy, culture, society; science and technology"
    ),
    "security": Words("An ninh, trật tự, quân sự địa phương", "Security, public order, local defence"),
    "disasters": Words(
        "Thiên tai, hỏa hoạn, cứu nạn, cấp cứu, dịch bệnh", "Disasters, fires, rescue, first aid, epidemics"
    ),
    "examples": Words("Gương người tốt, việc tốt, điển hình tiên tiến", "Good people, good deeds, good examples"),
    "offences": Words("Đấu tranh với vi phạm pháp luật, tiêu cực xã hội", "Against offences and social ills"),
    "goods": Words("Sản phẩm, hàng hóa, dịch vụ cho người dân", "Products, goods and services"),
    "other": Words("Khác", "Other"),
}
"""In the order of the decree."""
