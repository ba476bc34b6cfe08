"""A web page on the air: pictured for every board, looked at anew, kept while it is down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from PIL import Image
from sqlmodel import select

from controller.bulletins import sources
from controller.bulletins.boards import geometry_of
from controller.bulletins.draft import Options
from controller.bulletins.items import item_of
from controller.bulletins.jobs import render_missing
from controller.bulletins.models import Content, Source
from controller.clock import wall_ms
from controller.db import session_scope
from controller.devices.models import Device
from controller.library.workshop import Workshop
from controller.settings import Sources
from controller.webshots import jobs
from controller.webshots.jobs import WebAddress, publish_web, refresh_pages
from controller.webshots.viewport import Viewport
from media.picture import open_picture
from protocol.errors import InvalidInput, NotAllowed, Unavailable
from protocol.ids import EpochMs, Sha256
from protocol.manifest import PictureItem
from protocol.words import Words
from tests.controller.feeds.site import Answer, Site
from tests.controller.places import NORTH, SOUTH, person, stand
from tests.controller.webshots.conftest import HERE, needs_browser

APPROVER = person("approver")
OPTIONS = Options(first_date=date(2026, 11, 22), picture_ms=12_000)
PAGE = WebAddress("http://127.0.0.1:8080/muc-nuoc", every_min=30)
LATER_MS = 30 * 60_000 + 1
DOWN = Unavailable(Words("Trang không mở được.", "The page is down."), Words("Thử lại.", "Try again."))


@dataclass
class Studio:
    """In the place of a browser: pictures of one colour, as large as is asked for."""

    colour: str = "red"
    fault: Unavailable | None = None
    asked: list[tuple[str, Sequence[Viewport]]] = field(default_factory=list)

    def __call__(self, url: str, windows: Sequence[Viewport], _sources: Sources, _zone: str) -> list[Image.Image]:
        self.asked.append((url, windows))
        if self.fault:
            raise self.fault
        sizes = [(round(one.width_px * one.scale), round(one.height_px * one.scale)) for one in windows]
        return [Image.new("RGB", size, self.colour) for size in sizes]


@pytest.fixture
def studio(monkeypatch: pytest.MonkeyPatch) -> Studio:
    studio = Studio()
    monkeypatch.setattr(jobs, "shoot", studio)
    return studio


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Moves the clock on."""

    def move(by_ms: int) -> None:
        for module in ("webshots.jobs", "bulletins.jobs", "bulletins.refreshing"):
            monkeypatch.setattr(f"controller.{module}.wall_ms", lambda: EpochMs(wall_ms() + by_ms))

    return move


def shown(workshop: Workshop, content: Content, profile: str = "led-p5-640x384") -> PictureItem:
    with session_scope(workshop.engine, writes=False) as session:
        item = item_of(session, session.get_one(Content, content.id), geometry_of(profile))
    assert isinstance(item, PictureItem)
    return item


def picture(workshop: Workshop, item: PictureItem) -> Image.Image:
    return open_picture(workshop.store.path_of(Sha256(item.renditions[0].blob.sha256)))


def now(workshop: Workshop, content: Content) -> tuple[Content, Source]:
    with session_scope(workshop.engine, writes=False) as session:
        return session.get_one(Content, content.id), session.get_one(Source, content.id)


def test_a_page_is_a_picture_for_every_size_of_board(workshop: Workshop, studio: Studio) -> None:
    with session_scope(workshop.engine) as session:
        stand(session, "board", SOUTH, "bulletin-1080p")
    content = publish_web(workshop, APPROVER, PAGE, NORTH, OPTIONS)
    assert (content.kind, content.title, content.duration_ms) == ("web", "127.0.0.1", 12_000)
    assert len(studio.asked) == 1
    led, board = shown(workshop, content), shown(workshop, content, "bulletin-1080p")
    assert (picture(workshop, led).width, picture(workshop, board).width) == (640, 1920)
    assert render_missing(workshop) == 0


def test_full_screen_fills_the_board(workshop: Workshop, studio: Studio) -> None:
    content = publish_web(workshop, APPROVER, PAGE, NORTH, replace(OPTIONS, full_screen=True, title="Mực nước"))
    item = shown(workshop, content)
    assert (item.title, item.full_screen) == ("Mực nước", True)
    assert picture(workshop, item).size == (640, 384)


def test_it_is_looked_at_anew_when_due(workshop: Workshop, studio: Studio, later: Callable[[int], None]) -> None:
    content = publish_web(workshop, APPROVER, PAGE, NORTH, OPTIONS)
    assert refresh_pages(workshop) == 0
    studio.colour = "blue"
    later(LATER_MS)
    assert refresh_pages(workshop) == 1
    assert picture(workshop, shown(workshop, content)).getpixel((5, 5)) == pytest.approx((0, 0, 255), abs=8)


def test_a_new_board_is_pictured_for_at_the_next_look(
    workshop: Workshop, studio: Studio, later: Callable[[int], None]
) -> None:
    content = publish_web(workshop, APPROVER, PAGE, NORTH, OPTIONS)
    with session_scope(workshop.engine) as session:
        stand(session, "board", SOUTH, "bulletin-1080p")
    assert render_missing(workshop) == 0
    later(LATER_MS)
    refresh_pages(workshop)
    assert shown(workshop, content, "bulletin-1080p").renditions


def test_the_last_good_picture_stays_and_the_fault_is_told(
    workshop: Workshop, studio: Studio, later: Callable[[int], None]
) -> None:
    content = publish_web(workshop, APPROVER, PAGE, NORTH, OPTIONS)
    before = shown(workshop, content)
    studio.fault = DOWN
    later(LATER_MS)
    assert refresh_pages(workshop) == 0
    assert shown(workshop, content) == before
    with session_scope(workshop.engine, writes=False) as session:
        assert sources.faults_of(session, [content.id])[content.id].en == "The page is down. Try again."
    later(sources.VALID_MS + LATER_MS)
    assert refresh_pages(workshop) == 1
    assert now(workshop, content)[0].state == "waiting"


def test_without_boards_the_page_is_tried_all_the_same(workshop: Workshop, studio: Studio) -> None:
    with session_scope(workshop.engine) as session:
        for device in session.exec(select(Device)).all():
            session.delete(device)
    assert publish_web(workshop, APPROVER, PAGE, NORTH, OPTIONS).state == "published"
    assert len(studio.asked[0][1]) == 1
    studio.fault = DOWN
    with pytest.raises(Unavailable):
        publish_web(workshop, APPROVER, replace(PAGE, url="http://127.0.0.1/other"), NORTH, OPTIONS)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"page": replace(PAGE, url="file:///etc/passwd")}, InvalidInput),
        ({"page": replace(PAGE, url="http://an:x@127.0.0.1/")}, InvalidInput),
        ({"page": replace(PAGE, every_min=4)}, InvalidInput),
        ({"page": replace(PAGE, every_min=241)}, InvalidInput),
        ({"options": replace(OPTIONS, last_date=date(2026, 1, 1))}, InvalidInput),
        ({"options": replace(OPTIONS, title="\U00013080")}, InvalidInput),
        ({"actor": person("technician")}, NotAllowed),
        ({"actor": person("approver", SOUTH)}, NotAllowed),
        ({"sources": Sources()}, InvalidInput),
    ],
)
def test_what_can_not_be_published_is_refused_before_a_browser_starts(
    workshop: Workshop, studio: Studio, given: dict[str, object], refusal: type[Exception]
) -> None:
    how = {"page": PAGE, "options": OPTIONS, "actor": APPROVER, "sources": HERE} | given
    with pytest.raises(refusal):
        publish_web(replace(workshop, sources=how["sources"]), how["actor"], how["page"], NORTH, how["options"])  # type: ignore[arg-type]
    assert studio.asked == []
    with session_scope(workshop.engine, writes=False) as session:
        assert session.exec(select(Content)).all() == []


def test_without_a_browser_it_is_told_what_to_install(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Unavailable, match="apt install chromium"):
        publish_web(workshop, APPROVER, PAGE, NORTH, OPTIONS)


@needs_browser
def test_a_real_page_stands_on_a_board(workshop: Workshop, site: Site) -> None:
    html = {"Content-Type": "text/html; charset=utf-8"}
    site.pages["/"] = Answer("<body style='background:#0000ff'>Mực nước 45,2 m</body>".encode(), headers=html)
    content = publish_web(workshop, APPROVER, WebAddress(site.url + "/"), NORTH, OPTIONS)
    drawn = picture(workshop, shown(workshop, content))
    assert drawn.getpixel((drawn.width - 5, drawn.height - 5)) == pytest.approx((0, 0, 255), abs=8)
