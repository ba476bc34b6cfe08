"""What is published without a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.bulletins.boards import geometry_of
from controller.bulletins.draft import Options
from controller.bulletins.items import item_of
from controller.bulletins.jobs import publish_written, render_missing
from controller.bulletins.models import Content
from controller.bulletins.view import picture, shown_on
from controller.bulletins.written import (
    MOST_CARDS,
    PAYLOAD_LETTERS,
    CardSheet,
    Countdown,
    QrNotice,
    Written,
    checked_payload,
)
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.workshop import Workshop
from media.bulletin import Card, PagedBulletin, decode_pages
from protocol.errors import InvalidInput, NotAllowed
from protocol.ids import EpochMs, Sha256
from protocol.manifest import BulletinItem, CountdownItem, Item
from tests.controller.bulletins.conftest import TODAY
from tests.controller.places import NORTH, person

APPROVER = person("approver")
OPTIONS = Options(first_date=TODAY, spoken=False)
LED = geometry_of("led-p5-640x384")
WEATHER = CardSheet("Thời tiết Đồng Xoài", (Card("Nhiệt độ", "34 °C", "lúc 13 giờ"), Card("Độ ẩm", "61 %")))


def soon() -> EpochMs:
    return EpochMs(wall_ms() + 86_400_000)


def put(workshop: Workshop, written: Written, options: Options = OPTIONS) -> tuple[Content, Item]:
    content = publish_written(workshop, APPROVER, written, NORTH, options)
    with session_scope(workshop.engine, writes=False) as session:
        return content, item_of(session, content, LED)


def paged(workshop: Workshop, item: Item) -> PagedBulletin:
    assert isinstance(item, BulletinItem)
    return decode_pages(workshop.store.path_of(Sha256(item.pages[0].blob.sha256)).read_bytes())


def text_of(pages: PagedBulletin) -> str:
    return " ".join(line.text for page in pages.pages for line in page.lines)


def test_a_countdown_is_drawn_by_the_board_itself(boards: Workshop) -> None:
    target_ms = soon()
    options = replace(OPTIONS, picture_ms=8_000, full_screen=True, language="km")
    content, item = put(boards, Countdown(" Khai mạc\nlễ hội ", target_ms, "Lễ hội đã khai mạc"), options)
    assert item == CountdownItem(
        id=content.id,
        title="Khai mạc lễ hội",
        duration_ms=8_000,
        target_ms=target_ms,
        after="Lễ hội đã khai mạc",
        language="km",
        full_screen=True,
    )
    assert render_missing(boards) == 0


def test_the_panel_sees_a_countdown_as_boards_do(boards: Workshop) -> None:
    content, _ = put(boards, Countdown("Khai mạc", soon()))
    with session_scope(boards.engine, writes=False) as session:
        [shown] = shown_on(session, content)
        assert shown.pages == 1
        assert picture(session, boards.store, content, shown.name, 0, wall_ms(), "Asia/Ho_Chi_Minh")


def test_values_stand_on_cards_with_who_says_so_and_until_when(boards: Workshop) -> None:
    options = replace(OPTIONS, source="Đài Khí tượng", last_date=date(2026, 11, 23))
    content, item = put(boards, WEATHER, options)
    pages = paged(boards, item)
    assert any(page.tiles for page in pages.pages)
    shown = text_of(pages)
    for part in ("34 °C", "61 %", "lúc 13 giờ", "Đài Khí tượng", "23/11/2026"):
        assert part in shown
    assert content.title == "Thời tiết Đồng Xoài"


def test_a_newer_sheet_of_the_same_title_takes_the_place_of_the_older(boards: Workshop) -> None:
    first, _ = put(boards, WEATHER)
    second, item = put(boards, replace(WEATHER, cards=(Card("Nhiệt độ", "29 °C"),)))
    assert second.id == first.id
    assert "29 °C" in text_of(paged(boards, item))
    other, _ = put(boards, replace(WEATHER, title="Thời tiết Bù Đăng"))
    assert other.id != first.id


def test_cards_are_said_where_that_is_wanted(boards: Workshop) -> None:
    _, item = put(boards, WEATHER, replace(OPTIONS, spoken=True))
    assert isinstance(item, BulletinItem)
    assert [one.language for one in item.speech] == ["vi"]


def test_a_code_stands_on_the_page(boards: Workshop) -> None:
    _, item = put(boards, QrNotice("Dịch vụ công", "https://dichvucong.example/?xa=1", "Quét để mở"))
    [code] = [code for page in paged(boards, item).pages for code in page.codes]
    assert code.payload == "https://dichvucong.example/?xa=1"


@pytest.mark.parametrize(
    "payload", ["https://a.vn", "HTTP://A.VN/x", "Đường dây nóng: 0271 388", "Wifi khách 2026", "a:"]
)
def test_addresses_of_the_web_and_plain_text_may_stand_in_a_code(payload: str) -> None:
    assert checked_payload(f" {payload}\n") == payload


@pytest.mark.parametrize(
    "payload",
    [
        "",
        " ",
        "javascript:alert(1)",
        "tel:0271388",
        "WIFI:T:WPA;S:x;;",
        "file:///etc/passwd",
        "https://",
        "https:a",
        "http://[::1",
        "https://a b",
        "x" * (PAYLOAD_LETTERS + 1),
    ],
)
def test_anything_else_is_refused(payload: str) -> None:
    with pytest.raises(InvalidInput):
        checked_payload(payload)


@given(payload=st.text(max_size=400))
def test_a_payload_is_one_line_of_bounded_length_or_refused(payload: str) -> None:
    try:
        checked = checked_payload(payload)
    except InvalidInput:
        return
    assert 0 < len(checked) <= PAYLOAD_LETTERS
    assert checked.isprintable() or any(letter in checked for letter in "\u200b\u200c\u200d")
    assert checked_payload(checked) == checked


@pytest.mark.parametrize(
    "written",
    [
        lambda: Countdown("", soon()),
        lambda: Countdown("x" * 121, soon()),
        lambda: Countdown("Lễ hội \U00013080", soon()),
        lambda: Countdown("Lễ hội", soon(), "x" * 121),
        lambda: Countdown("Lễ hội", EpochMs(wall_ms() - 1)),
        lambda: CardSheet("Thời tiết", ()),
        lambda: CardSheet("Thời tiết", (Card("a", "b"),) * (MOST_CARDS + 1)),
        lambda: CardSheet(" ", (Card("a", "b"),)),
        lambda: CardSheet("Thời tiết", (Card("", "b"),)),
        lambda: CardSheet("Thời tiết", (Card("a", "\n"),)),
        lambda: CardSheet("Thời tiết", (Card("a", "b", "c" * 121),)),
        lambda: CardSheet("Thời tiết", (Card("a", "\U00013080"),)),
        lambda: QrNotice("", "https://a.vn"),
        lambda: QrNotice("Mã", "tel:1"),
        lambda: QrNotice("Mã", "https://a.vn", "x" * 81),
    ],
)
def test_what_boards_could_not_show_is_refused(boards: Workshop, written: Callable[[], Written]) -> None:
    with pytest.raises(InvalidInput) as refused:
        put(boards, written())
    assert refused.value.remedy.vi


def test_days_that_end_before_they_begin_are_refused(boards: Workshop) -> None:
    for written in (WEATHER, Countdown("Lễ hội", soon())):
        with pytest.raises(InvalidInput, match="last day"):
            put(boards, written, replace(OPTIONS, last_date=date(2026, 1, 1)))


def test_who_may_not_publish_there_is_refused(boards: Workshop) -> None:
    with pytest.raises(NotAllowed):
        publish_written(boards, person("technician"), WEATHER, NORTH, OPTIONS)
