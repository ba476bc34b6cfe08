"""What boards look like, compared with pictures that were looked at and found good.

Every part, every template on a board of each shape, alerts of all levels, and the languages with words of their own.
"""

from collections.abc import Callable
from itertools import product

import pytest
from PIL import Image

from media.board import (
    TEMPLATES,
    Look,
    arranged,
    draw_alert,
    draw_clock,
    draw_countdown,
    draw_header,
    draw_page,
    draw_picture,
    draw_qr,
    draw_safe,
    framed,
    ticker_strip,
)
from media.bulletin import Block, Bulletin
from media.specimen import card
from media.text import Geometry, paginate, shaping
from protocol.alert import AlertText
from protocol.layouts import ClockZone, HeaderZone, MainZone, QrZone, SideZone, Zone
from tests.media.board.drawing import FLOOD, FULL_HD, LED, NOW, TINY, UNIT, UPRIGHT, alert
from tests.media.board.likeness import GOLDEN, assert_golden

SHAPES = {"led": LED, "upright": UPRIGHT, "tiny": TINY, "strip": Look.of(Geometry(1280, 256, 5.0, 10.0))}
BOARDS = [*product(TEMPLATES, ("led", "upright")), ("standard", "tiny"), ("side", "strip")]
QR = ("https://tankhai.dongnai.gov.vn/gop-y", "Quét mã để góp ý")
HOUR_MS, DAY_MS = 3_600_000, 86_400_000
TITLE = "Khai mạc Đại hội Thể dục thể thao xã Tân Khai"
KHMER = "សូមស្វាគមន៍"
BULLETIN = Bulletin(
    "Lịch tiêm phòng dại cho chó, mèo",
    (Block("heading", "Ấp 3", 1), Block("bullet", "Sáng thứ Hai."), Block("paragraph", "Mời bà con đưa vật nuôi đến.")),
    "UBND xã",
)
ENGLISH = AlertText(language="en", headline="Flash flood on the Rat stream tonight", instruction="- Move uphill.")

needs_raqm = pytest.mark.skipif(not shaping().raqm, reason="this machine can't shape Khmer")


def part(look: Look, zone: Zone) -> Image.Image:
    match zone:
        case HeaderZone():
            return draw_header(look, UNIT, NOW, zone.room)
        case ClockZone():
            return draw_clock(look, NOW, zone.room)
        case MainZone():
            return draw_picture(look, card(*zone.room), zone.room)
        case SideZone():
            return draw_countdown(look, TITLE, 3 * HOUR_MS, "", "vi", zone.room)
        case QrZone():
            return draw_qr(look, zone.payload, zone.caption, zone.room)
    text = "Move uphill" if zone.languages[0] == "en" else "Phòng chống dịch sốt xuất huyết"
    return ticker_strip(look, text, zone.room).crop((0, 0, *zone.room))


@pytest.mark.parametrize(("template", "shape"), BOARDS)
def test_templates(template: str, shape: str) -> None:
    look = SHAPES[shape]
    arrangement = arranged(look, template, side_playlist_id="p", qr=QR, ticker_languages=("vi", "en"))
    parts = {zone.name: part(look, zone) for zone in arrangement.zones}
    assert_golden(framed(look, arrangement, parts), f"{template}-{shape}")


DRAWINGS: dict[str, Callable[[Look], Image.Image]] = {
    "safe": lambda look: draw_safe(look, UNIT, NOW),
    "page": lambda look: draw_page(look, paginate(BULLETIN, look.geometry).pages[0]),
    "clock": lambda look: draw_clock(look, NOW),
    "clock-unknown": lambda look: draw_clock(look, ""),
    "qr": lambda look: draw_qr(look, *QR),
    "days": lambda look: draw_countdown(look, TITLE, 12 * DAY_MS + 3 * HOUR_MS, "", "vi"),
    "seconds": lambda look: draw_countdown(look, TITLE, 3 * HOUR_MS + 7_000, "", "vi"),
    "reached": lambda look: draw_countdown(look, TITLE, 0, "Mời bà con đến sân vận động", "vi"),
}


@pytest.mark.parametrize(("name", "shape"), list(product(DRAWINGS, ("led", "upright"))))
def test_drawings(name: str, shape: str) -> None:
    assert_golden(DRAWINGS[name](SHAPES[shape]), f"zone-{name}-{shape}")


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_levels_of_alerts(level: int) -> None:
    assert_golden(draw_alert(LED, alert(level), FLOOD, 1, 2), f"alert-{level}")


@pytest.mark.parametrize("shape", SHAPES)
def test_drills(shape: str) -> None:
    assert_golden(draw_alert(SHAPES[shape], alert(5, "Exercise"), FLOOD, 1, 1), f"drill-{shape}")


def test_an_alert_in_english() -> None:
    assert_golden(draw_alert(FULL_HD, alert(3, text=ENGLISH), ENGLISH, 1, 1), "alert-en")


@needs_raqm
def test_khmer() -> None:
    text = AlertText(language="km", headline=KHMER)
    assert_golden(draw_alert(LED, alert(3, text=text), text, 1, 1), "alert-km")
    assert_golden(draw_countdown(LED, KHMER, 5 * DAY_MS, "", "km"), "days-km")


def test_no_golden_picture_is_left_over() -> None:
    names = {f"{template}-{shape}" for template, shape in BOARDS}
    names |= {f"zone-{name}-{shape}" for name, shape in product(DRAWINGS, ("led", "upright"))}
    names |= {f"alert-{level}" for level in range(1, 6)} | {f"drill-{shape}" for shape in SHAPES}
    assert {path.stem for path in GOLDEN.glob("*.webp")} == names | {"alert-en", "alert-km", "days-km"}
