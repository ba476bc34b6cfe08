from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator

import pytest
from PIL import Image

from agent.screen.clip import ClipFeed
from agent.screen.preparer import BEHIND, RETRY_S, Broken, Card, Order, Preparer
from agent.screen.rehearsal import rehearse
from agent.screen.window import Window
from firmware_profiles import load
from media.board import Look, alert_pages
from media.fonts import face
from media.frame import Painter
from media.text import Geometry
from media.text.ink import width_px
from protocol.errors import InvalidMedia
from protocol.programme_types import ShowAlert
from protocol.words import Words
from tests.agent.screen.material import Blobs, alert
from tests.servers.waiting import wait_for

LED = load("led-p5-640x384")


@pytest.fixture
def painter(blobs: Blobs) -> Painter:
    assert LED.geometry
    return Painter(Look.of(Geometry(*LED.geometry)), blobs.path_of)


@pytest.fixture
def window() -> Iterator[Window]:
    assert LED.screen
    opened = Window(LED.screen, headless=True)
    yield opened
    opened.close()


class Drawing:
    """Orders whose making is counted."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.made: list[str] = []

    def order(self, name: str) -> Order:
        return Order(name, lambda: self._card(name))

    def broken(self, name: str) -> Order:
        return Order(name, lambda: self._refuse(name))

    def _card(self, name: str) -> Card:
        self.made.append(name)
        return Card(self._window.ready(Image.new("RGB", (8, 8))))

    def _refuse(self, name: str) -> Card:
        self.made.append(name)
        raise InvalidMedia(Words("hỏng", "broken"), Words("bỏ", "skip"))


@pytest.fixture
def drawing(window: Window) -> Drawing:
    return Drawing(window)


def idle() -> None:
    """Nothing to tell and nothing to rehearse."""


def test_it_prepares_in_a_thread_and_tells(drawing: Drawing) -> None:
    ready = threading.Event()
    preparer = Preparer(ready.set, idle)
    preparer.start()
    preparer.want([drawing.order("one")])
    assert ready.wait(10)
    assert isinstance(preparer.result("one"), Card)
    preparer.stop()


def test_what_it_draws_goes_behind_what_is_on_the_screen(window: Window) -> None:
    niceness: list[int] = []
    done = threading.Event()

    def make() -> Card:
        niceness.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
        return Card(window.ready(Image.new("RGB", (8, 8))))

    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    preparer = Preparer(done.set, lambda: None)
    preparer.want([Order("one", make)])
    preparer.start()
    assert done.wait(10)
    preparer.stop()
    assert niceness == [max(BEHIND, before)]
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before


def test_what_is_wanted_first_is_drawn_first_and_what_is_no_longer_wanted_is_forgotten(drawing: Drawing) -> None:
    preparer = Preparer(idle, idle)
    preparer.want([drawing.order("now"), drawing.order("soon")])
    assert preparer.prepare_next()
    assert isinstance(preparer.result("now"), Card) and preparer.result("soon") is None
    preparer.want([drawing.order("soon")])
    assert preparer.result("now") is None
    assert preparer.prepare_next() and not preparer.prepare_next()
    assert drawing.made == ["now", "soon"]


def test_equal_orders_are_drawn_once_however_often_they_come_round(drawing: Drawing) -> None:
    preparer = Preparer(idle, idle)
    for _ in range(3):
        preparer.want([drawing.order("one")])
        preparer.prepare_next()
    assert drawing.made == ["one"]


def test_what_was_drawn_for_nobody_is_let_go(window: Window) -> None:
    feed = ClipFeed(lambda: iter([(0, memoryview(b"good"))] * 100), idle)
    preparer = Preparer(idle, idle)
    preparer.want([Order("clip", lambda: Card(window.ready(Image.new("RGB", (8, 8))), feed))])
    preparer.prepare_next()
    preparer.want([])
    wait_for(lambda: not feed.alive, "the end of decoding")


def test_what_was_handed_over_is_not_let_go_and_not_drawn_again(window: Window) -> None:
    feed = ClipFeed(lambda: iter([(0, memoryview(b"good"))] * 100), idle)
    preparer = Preparer(idle, idle)
    preparer.want([Order("clip", lambda: Card(window.ready(Image.new("RGB", (8, 8))), feed))])
    preparer.prepare_next()
    preparer.hand_over("clip")
    preparer.want([])
    assert feed.alive and feed.next_due_ms() == 0
    feed.close()


def test_broken_media_is_not_tried_again_before_its_time(drawing: Drawing) -> None:
    now_s = [0.0]
    preparer = Preparer(idle, idle, lambda: now_s[0])
    preparer.want([drawing.broken("hong")])
    assert preparer.prepare_next()
    assert isinstance(preparer.result("hong"), Broken)
    for now_s[0] in (1.0, RETRY_S - 1):
        preparer.want([])
        preparer.want([drawing.broken("hong")])
        assert not preparer.prepare_next()
    now_s[0] = RETRY_S
    preparer.want([drawing.broken("hong")])
    assert preparer.prepare_next()
    assert drawing.made == ["hong", "hong"]


def fonts_loaded_by(draw: Callable[[], object]) -> int:
    before = face.cache_info().misses
    draw()
    return face.cache_info().misses - before


def test_the_first_alert_finds_most_of_its_fonts_loaded(painter: Painter) -> None:
    show = ShowAlert(alert(), 1, 1)

    def draw() -> None:
        for page in painter.alert_pages(show, ("vi",), "Asia/Ho_Chi_Minh"):
            painter.alert(show, page, "UTC")

    face.cache_clear()
    alone = fonts_loaded_by(draw)
    face.cache_clear()
    alert_pages.cache_clear()
    width_px.cache_clear()
    assert fonts_loaded_by(lambda: rehearse(painter)) > 0
    assert fonts_loaded_by(draw) <= alone // 2


def test_it_rehearses_an_alert_after_the_first_picture(drawing: Drawing) -> None:
    preparer = Preparer(idle, lambda: drawing.made.append("rehearsal"))
    preparer.want([drawing.order("one")])
    preparer.start()
    wait_for(lambda: drawing.made == ["one", "rehearsal"], "the rehearsal")
    preparer.stop()


def test_it_ends_when_told() -> None:
    preparer = Preparer(idle, idle)
    preparer.start()
    preparer.stop()
    wait_for(lambda: not any(one.name == "screen-preparer" for one in threading.enumerate()), "the thread's end")
