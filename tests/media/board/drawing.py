"""What the tests of boards share: boards, an alert, and how to find out what a picture shows."""

from typing import Literal

from PIL import Image

from media.board import Look
from media.text import Geometry
from protocol.alert import Alert, AlertText
from protocol.ids import EpochMs

LED = Look.of(Geometry(640, 384, 5.0, 12.0))
FULL_HD = Look.of(Geometry(1920, 1080, 0.634, 4.0))
UPRIGHT = Look.of(Geometry(1080, 1920, 0.634, 4.0))
TINY = Look.of(Geometry(320, 160, 10.0, 15.0))
LOOKS = (LED, FULL_HD, UPRIGHT, TINY)

UNIT = "Ủy ban nhân dân xã Tân Khai, thành phố Đồng Nai"
NOW = "17:05\nChủ nhật, 22/11/2026"

FLOOD = AlertText(
    language="vi",
    headline="Nguy cơ lũ quét trên suối Rạt trong đêm nay",
    area="Các xã Đồng Tâm, Tân Lợi, Thuận Lợi",
    description="Mưa 180 mm trong 3 giờ; nước suối lên 40 cm mỗi giờ.",
    instruction="- Rời ngay khu vực ven suối.\n- Không đi qua ngầm tràn.\n- Gọi 112 khi cần cứu giúp.",
    sender_name="Ban Chỉ huy Phòng thủ dân sự thành phố",
)


def alert(
    level: int = 4, status: Literal["Actual", "Exercise"] = "Actual", event: str = "Lũ quét", text: AlertText = FLOOD
) -> Alert:
    return Alert(
        id="a-1",
        status=status,
        event=event,
        level=level,
        severity="Severe",
        sent_at_ms=EpochMs(1_795_360_000_000),
        expires_at_ms=EpochMs(1_795_379_400_000),
        texts=(text,),
    )


def differs(one: Image.Image, other: Image.Image) -> bool:
    return one.tobytes() != other.tobytes()


def colours_of(image: Image.Image) -> set[tuple[int, int, int]]:
    found = image.getcolors(image.width * image.height)
    assert found is not None
    return {colour for _, colour in found if isinstance(colour, tuple) and len(colour) == 3}
