"""Every kind of item, on every way a panel may hang, as a window of the agent really shows it.

The pictures in ``golden`` were looked at and found good; ``RAO_GOLDEN=write`` draws them anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
from PIL import Image

from firmware_profiles import Profile, load
from media.board import Look, arranged
from media.bulletin import Block, Bulletin, Card, Cards, QrCode, Table, encode_pages
from media.picture import encode_jpeg
from media.specimen import card, make_clip
from media.text import Geometry, paginate, shaping
from protocol.alert import AlertText
from protocol.ids import EpochMs
from protocol.layouts import Arrangement, SideZone, whole_picture
from protocol.manifest import BulletinItem, CountdownItem, DocumentItem, Item, PageSet, PictureItem, PictureSet
from protocol.programme_types import Screen, ShowAlert, ShowItem, ShowSafe, ShowSide
from tests.agent.screen.material import MORNING_MS, Blobs, Theatre, alert, clip_of, difference, picture_of, scene
from tests.media.board.likeness import assert_golden
from tests.servers.waiting import wait_for

GOLDEN = Path(__file__).parent / "golden"
ROTATIONS = (0, 90, 180, 270)
RUNNING = ("Giữ vệ sinh nguồn nước", "Tiêm phòng dại cho chó, mèo từ ngày 01/12")
KHMER = AlertText(language="km", headline="ទឹកជំនន់ភ្លាមៗ", instruction="សូមឡើងទៅទីខ្ពស់ភ្លាម។")
TEXT = (
    Block("heading", "Lịch tiêm phòng", 1),
    Block("paragraph", "Ễ Ộ Ậ ỗ: đề nghị các hộ gia đình đưa vật nuôi đến đúng giờ."),
)
TABLE = Table((("Ấp", "Ngày", "Giờ"), ("Ấp 1", "01/12", "7 giờ 30"), ("Ấp 2", "02/12", "13 giờ 30")))
CARDS = Cards((Card("Nhiệt độ", "34 °C", "lúc 13 giờ"), Card("Mực nước", "2,15 m", "dưới báo động 1")))
CODE = QrCode("https://bugiamap.dongnai.gov.vn/gop-y", "Quét mã để góp ý")


class Board:
    """One board at one rotation, and what it is given to show."""

    def __init__(self, rotation: int, folder: Path, clip: Path) -> None:
        profile = load("led-p5-640x384")
        assert profile.screen
        turned = msgspec.structs.replace(profile.screen, rotation_deg=rotation)
        self.profile: Profile = msgspec.structs.replace(profile, screen=turned)
        assert self.profile.geometry
        self.geometry = Geometry(*self.profile.geometry)
        self.size = (self.geometry.width_px, self.geometry.height_px)
        self.blobs = Blobs(folder)
        self.theatre = Theatre(self.profile, self.blobs)
        self.clip = clip

    def bulletin(self, *blocks: Any, room: tuple[int, int] | None = None, name: str = "ban-tin") -> BulletinItem:
        paged = paginate(Bulletin("Thông báo của xã Bù Gia Mập", blocks, "UBND xã"), self.geometry, room)
        pages = PageSet(
            width_px=self.size[0],
            height_px=self.size[1],
            blob=self.blobs.keep(encode_pages(paged), "application/json"),
            durations_ms=tuple(page.duration_ms for page in paged.pages),
            room_px=room,
        )
        return BulletinItem(id=name, title="Thông báo", pages=(pages,))

    def picture(self) -> PictureItem:
        return picture_of(self.blobs, self.profile, encode_jpeg(card(*self.size)), "anh")

    def document(self) -> DocumentItem:
        page = Image.new("RGB", (300, 400), (250, 250, 250))
        page.paste(card(240, 160), (30, 30))
        blob = self.blobs.keep(encode_jpeg(page), "image/jpeg")
        pages = PictureSet(width_px=self.size[0], height_px=self.size[1], blobs=(blob,))
        return DocumentItem(id="quyet-dinh", title="Quyết định", page_ms=8_000, pages=(pages,))

    def video(self) -> Item:
        return clip_of(self.blobs, self.profile, self.clip, 2_000)

    def layout(self, template: str) -> Arrangement:
        qr = (CODE.payload, CODE.caption)
        look = Look.of(self.geometry)
        return arranged(look, template, side_playlist_id="beside", qr=qr, ticker_languages=("vi", "en"))

    def show(self, item: Item, arrangement: Arrangement | None = None) -> ShowItem:
        room = arrangement.main.room if arrangement else None
        return ShowItem(item, "sang", last_page(item), MORNING_MS, arrangement, room)

    def shows(self, show: Screen, sides: tuple[ShowSide, ...] = ()) -> Image.Image:
        self.theatre.take(scene(show, tickers=RUNNING, sides=sides))
        self.theatre.prepare()
        return self.theatre.at(MORNING_MS)


def last_page(item: Item) -> int:
    """Where a table, cards or a code stand when the title has taken the first page."""
    return len(item.pages[0].durations_ms) - 1 if isinstance(item, BulletinItem) else 0


def countdown() -> CountdownItem:
    target = EpochMs(MORNING_MS + 26 * 3_600_000 + 5_000)
    return CountdownItem(id="hoi", title="Khai mạc Hội xuân", duration_ms=8_000, target_ms=target)


def beside(board: Board) -> tuple[Screen, tuple[ShowSide, ...]]:
    """Main zone and side zone, each with its own."""
    layout = board.layout("side")
    zone = next((one for one in layout.zones if isinstance(one, SideZone)), None)
    shown = board.show(board.bulletin(*TEXT, room=layout.main.room), layout)
    if zone is None:
        return shown, ()
    code = board.bulletin(CODE, room=zone.room, name="ben")
    aside = ShowItem(code, zone.name, last_page(code), MORNING_MS, room=zone.room)
    return shown, (ShowSide(zone, aside),)


def one(make: Callable[[Board], Item], template: str = "") -> Callable[[Board], tuple[Screen, tuple[ShowSide, ...]]]:
    def shown(board: Board) -> tuple[Screen, tuple[ShowSide, ...]]:
        return board.show(make(board), board.layout(template) if template else None), ()

    return shown


def full(board: Board) -> tuple[Screen, tuple[ShowSide, ...]]:
    whole = whole_picture(board.size)
    return board.show(board.bulletin(*TEXT, CODE, room=board.size), whole), ()


def warning(**changes: Any) -> Callable[[Board], tuple[Screen, tuple[ShowSide, ...]]]:
    return lambda _board: (ShowAlert(alert(**changes), 1, 1), ())


KINDS: dict[str, Callable[[Board], tuple[Screen, tuple[ShowSide, ...]]]] = {
    "picture": one(Board.picture),
    "video": one(Board.video),
    "text": one(lambda board: board.bulletin(*TEXT)),
    "table": one(lambda board: board.bulletin(TABLE)),
    "cards": one(lambda board: board.bulletin(CARDS)),
    "qr": one(lambda board: board.bulletin(CODE)),
    "document": one(Board.document),
    "countdown": one(lambda _board: countdown()),
    "full-screen": full,
    "side": beside,
    "notice-qr": one(Board.picture, "notice-qr"),
    "clock": one(Board.picture, "clock"),
    "two-tickers": one(Board.picture, "two-tickers"),
    "alert": warning(),
    "drill": warning(status="Exercise"),
    "safe": lambda _board: (ShowSafe(), ()),
}


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """A clip for wide and one for upright boards: the controller prepares each at the board's size."""
    folder = tmp_path_factory.mktemp("clips")
    make_clip(folder / "wide.mp4", 2_000, 640, 384)
    make_clip(folder / "upright.mp4", 2_000, 384, 640)
    return {True: folder / "wide.mp4", False: folder / "upright.mp4"}


@pytest.fixture(params=ROTATIONS)
def board(request: pytest.FixtureRequest, tmp_path: Path, clips: dict[bool, Path]) -> Iterator[Board]:
    opened = Board(request.param, tmp_path, clips[request.param in (0, 180)])
    yield opened
    opened.theatre.close()


def shape(board: Board) -> str:
    return "wide" if board.size[0] > board.size[1] else "upright"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_item_on_a_panel_that_hangs_any_way(board: Board, kind: str) -> None:
    """Turned by 180 degrees people see what they see at 0: both rotations share their golden picture."""
    show, sides = KINDS[kind](board)
    board.shows(show, sides)
    if kind == "video":
        wait_for(lambda: _is_at_one_second(board, show), "the frame of that moment")
    assert_golden(board.theatre.window.picture(), f"{kind}-{shape(board)}", GOLDEN)


@pytest.mark.skipif(not shaping().raqm, reason="this machine can't shape Khmer")
def test_an_alert_in_khmer_and_in_the_night(board: Board) -> None:
    shown = board.shows(ShowAlert(alert(texts=(KHMER,)), 1, 1))
    assert_golden(shown, f"alert-km-{shape(board)}", GOLDEN)
    lit = scene(board.show(board.bulletin(*TEXT)), MORNING_MS + 1, tickers=RUNNING, brightness=30)
    board.theatre.take(replace(lit, at_ms=MORNING_MS))
    board.theatre.prepare()
    assert_golden(board.theatre.at(MORNING_MS), f"night-{shape(board)}", GOLDEN)


def test_no_golden_picture_is_left_over() -> None:
    names = {f"{kind}-{shape}" for kind in (*KINDS, "alert-km", "night") for shape in ("wide", "upright")}
    assert {path.stem for path in GOLDEN.glob("*.webp")} == names


def _is_at_one_second(board: Board, show: Screen) -> bool:
    main = board.theatre.painter.look.main
    expected = board.theatre.painter.item(cast(ShowItem, show), main.size, EpochMs(MORNING_MS + 1_000))
    board.theatre.step(MORNING_MS + 1_000)
    box = (main.x_px, main.y_px, main.x_px + main.width_px, main.y_px + main.height_px)
    return difference(board.theatre.window.picture().crop(box), expected) < 3
