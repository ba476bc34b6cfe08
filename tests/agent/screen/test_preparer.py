from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from agent.screen import preparer as preparer_module
from agent.screen.artist import Artist
from agent.screen.preparer import RETRY_S, Broken, Card, Preparer
from agent.screen.rehearsal import rehearse
from firmware_profiles import load
from media.board import alert_pages
from media.fonts import face
from media.text.ink import width_px
from protocol.programme_types import ShowAlert
from tests.agent.screen.material import Blobs, alert, bulletin, item, picture, picture_of
from tests.servers.waiting import wait_for

LED = load("led-p5-640x384")


@pytest.fixture
def artist(blobs: Blobs) -> Artist:
    assert LED.geometry
    return Artist(LED.geometry, blobs)


def test_it_prepares_in_a_thread_and_tells(artist: Artist, blobs: Blobs) -> None:
    ready = threading.Event()
    preparer = Preparer(artist, ready.set)
    preparer.start()
    shown = item(bulletin(blobs, LED))
    preparer.want([shown])
    assert ready.wait(10)
    card = preparer.result(shown)
    preparer.stop()
    assert isinstance(card, Card)
    assert card.image.size == artist.look.main.size
    assert card.clip is None


def test_what_is_wanted_first_is_drawn_first_and_what_is_no_longer_wanted_is_forgotten(
    artist: Artist, blobs: Blobs
) -> None:
    preparer = Preparer(artist, lambda: None)
    now, soon = item(picture(blobs, LED, (1, 2, 3))), item(picture(blobs, LED, (200, 2, 3), "sau"))
    preparer.want([now, soon])
    assert preparer.prepare_next()
    assert isinstance(preparer.result(now), Card) and preparer.result(soon) is None
    preparer.want([soon])
    assert preparer.result(now) is None
    assert preparer.prepare_next() and not preparer.prepare_next()


def test_equal_content_is_drawn_once_however_often_it_comes_round(artist: Artist, blobs: Blobs) -> None:
    preparer = Preparer(artist, lambda: None)
    content = picture(blobs, LED, (1, 2, 3))
    preparer.want([item(content, 1_000)])
    assert preparer.prepare_next()
    preparer.want([item(content, 9_000)])
    assert not preparer.prepare_next()
    assert isinstance(preparer.result(item(content, 9_000)), Card)


def test_broken_media_is_not_tried_again_before_its_time(artist: Artist, blobs: Blobs) -> None:
    now_s = [0.0]
    preparer = Preparer(artist, lambda: None, lambda: now_s[0])
    broken = item(picture_of(blobs, LED, b"nothing", "hong"))
    preparer.want([broken])
    assert preparer.prepare_next()
    assert isinstance(preparer.result(broken), Broken)
    for now_s[0] in (1.0, RETRY_S - 1):
        preparer.want([])
        preparer.want([broken])
        assert not preparer.prepare_next()
    now_s[0] = RETRY_S
    preparer.want([broken])
    assert preparer.prepare_next()


def fonts_loaded_by(draw: Callable[[], object]) -> int:
    before = face.cache_info().misses
    draw()
    return face.cache_info().misses - before


def test_the_first_alert_finds_most_of_its_fonts_loaded(artist: Artist) -> None:
    show = ShowAlert(alert(), 1, 1)

    def draw() -> None:
        for page in artist.alert_pages(show, ("vi",)):
            artist.alert(show, page, "UTC")

    face.cache_clear()
    alone = fonts_loaded_by(draw)
    face.cache_clear()
    alert_pages.cache_clear()
    width_px.cache_clear()
    assert fonts_loaded_by(lambda: rehearse(artist)) > 0
    assert fonts_loaded_by(draw) <= alone // 2


def test_it_rehearses_an_alert_after_the_first_picture(artist: Artist, monkeypatch: pytest.MonkeyPatch) -> None:
    rehearsed: list[Artist] = []
    monkeypatch.setattr(preparer_module, "rehearse", rehearsed.append)
    preparer = Preparer(artist, lambda: None)
    preparer.start()
    wait_for(lambda: rehearsed == [artist], "the rehearsal")
    preparer.stop()


def test_it_ends_when_told(artist: Artist) -> None:
    preparer = Preparer(artist, lambda: None)
    preparer.start()
    preparer.stop()
    wait_for(lambda: not any(one.name == "screen-preparer" for one in threading.enumerate()), "the thread's end")
