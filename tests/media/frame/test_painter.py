from __future__ import annotations

import pytest

from firmware_profiles import load
from media.board import Look
from media.frame import Painter
from media.text import Geometry
from protocol.errors import InvalidMedia, NotFound
from protocol.layouts import TickerZone
from protocol.manifest import AudioItem, LineInItem, StreamItem
from protocol.programme_types import ShowItem
from tests.agent.screen.material import MORNING_MS, Blobs, bulletin, item, picture, picture_of

LED = load("led-p5-640x384")
ROOM = (640, 300)


@pytest.fixture
def painter(blobs: Blobs) -> Painter:
    assert LED.geometry
    return Painter(Look.of(Geometry(*LED.geometry)), blobs.path_of)


def test_every_page_of_a_bulletin_is_as_large_as_the_main_box_and_another(painter: Painter, blobs: Blobs) -> None:
    paged = bulletin(blobs, LED)
    pages = [painter.item(item(paged, page=page), ROOM, MORNING_MS) for page in range(len(paged.pages[0].durations_ms))]
    assert {page.size for page in pages} == {ROOM}
    assert len({page.tobytes() for page in pages}) == len(pages) > 2


def test_a_page_that_is_not_in_the_file_is_refused(painter: Painter, blobs: Blobs) -> None:
    with pytest.raises(InvalidMedia, match="no page 100"):
        painter.item(item(bulletin(blobs, LED), page=99), ROOM, MORNING_MS)


def test_equal_content_has_one_name_and_other_pages_have_others(painter: Painter, blobs: Blobs) -> None:
    paged, red = bulletin(blobs, LED), picture(blobs, LED, (200, 0, 0))
    names = [painter.content_of(show, ROOM) for show in (item(paged), item(paged, 5), item(paged, page=1), item(red))]
    assert names[0] == names[1]
    assert len(set(names)) == 3


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe0" + bytes(100), b"GIF89a"])
def test_a_broken_picture_is_refused(painter: Painter, blobs: Blobs, data: bytes) -> None:
    with pytest.raises(InvalidMedia):
        painter.item(item(picture_of(blobs, LED, data or b"\0", "hong")), ROOM, MORNING_MS)


def test_a_sound_cannot_be_shown(painter: Painter, blobs: Blobs) -> None:
    sound = AudioItem(id="nhac", title="Nhạc", duration_ms=1_000, blob=blobs.keep(b"...", "audio/ogg"))
    station = StreamItem(id="dai", title="Đài", duration_ms=1_000, url="http://radio.example.vn/live")
    studio = LineInItem(id="phong-thu", title="Phòng thu", duration_ms=1_000)
    for heard in (sound, station, studio):
        with pytest.raises(NotFound, match="was not prepared"):
            painter.item(ShowItem(heard, "sang", 0, MORNING_MS), ROOM, MORNING_MS)


def test_the_strip_of_several_tickers_holds_them_all(painter: Painter) -> None:
    zone = TickerZone(name="ticker", x_px=0, y_px=360, width_px=640, height_px=24)
    one, two = painter.strip(zone, ("Một",)), painter.strip(zone, ("Một " * 30, "Hai " * 30))
    assert one and two and two.width > one.width
    assert painter.strip(zone, ()) is None
