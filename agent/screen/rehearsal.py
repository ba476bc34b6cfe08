"""An alert drawn for nobody, so that the first real one finds its fonts loaded and its signs drawn."""

from __future__ import annotations

from media.frame import Painter
from protocol.alert import Alert, AlertText
from protocol.ids import EpochMs
from protocol.programme_types import ShowAlert

LETTERS = (
    "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY aàáảãạăằắẳẵặâầấẩẫậ eèéẻẽẹêềếểễệ iìíỉĩị oòóỏõọôồốổỗộơờớởỡợ "
    "uùúủũụưừứửữự yỳýỷỹỵ bcdđghklmnpqrstvx 0123456789"
)
"""All of the Vietnamese ones, so that each was measured once."""
TEXT = AlertText(
    language="vi",
    headline="Cảnh báo lũ quét",
    description=f"{LETTERS} Nước suối dâng nhanh trong đêm, nhiều đoạn đường sẽ ngập sâu, không qua lại được.",
    instruction="Di chuyển ngay lên nơi cao; không ở lại ven suối; không lội qua dòng nước chảy xiết.",
    area="Xã",
    sender_name="Ủy ban nhân dân xã",
)
REHEARSED = Alert(
    id="rehearsal",
    status="Actual",
    event="Lũ quét",
    level=5,
    severity="Extreme",
    sent_at_ms=EpochMs(0),
    expires_at_ms=EpochMs(1),
    texts=(TEXT,),
)


def rehearse(painter: Painter) -> None:
    """Draw it; nothing is kept but what the drawing code remembers by itself."""
    show = ShowAlert(REHEARSED, 1, 1)
    for page in painter.alert_pages(show, (TEXT.language,), "UTC"):
        painter.alert(show, page, "UTC")
