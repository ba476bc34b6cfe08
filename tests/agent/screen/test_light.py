"""Brightness, and the panel switched off and on."""

from __future__ import annotations

from agent.player.ports import Failed, Finished, Rendering
from agent.screen.clock import Moment
from firmware_profiles import load
from protocol.errors import Unavailable
from protocol.programme_types import ShowAlert, ShowOff
from protocol.words import Words
from tests.agent.screen.material import MORNING_MS, Blobs, Theatre, alert, bulletin, difference, item, picture, scene

LED = load("led-p5-640x384")
GREY = (200, 200, 200)


def test_it_goes_dark_and_then_the_panel_off(theatre: Theatre, blobs: Blobs) -> None:
    theatre.take(scene(item(picture(blobs, LED, GREY)), tickers=("Tin chạy",)))
    theatre.prepare()
    theatre.step(MORNING_MS)
    theatre.take(scene(ShowOff(), MORNING_MS + 1_000))
    assert theatre.at(MORNING_MS + 1_000).getextrema() == ((0, 0),) * 3
    assert theatre.power.told == ["on", "off"]
    drawn = theatre.window.redraws
    assert theatre.step(MORNING_MS + 60_000) is None
    assert theatre.window.redraws == drawn
    assert [event.of for event in theatre.told(Rendering)][-1] == ShowOff()
    assert isinstance(theatre.told(Finished)[-1], Finished)


def test_an_alert_is_drawn_before_the_panel_lights_up_again(theatre: Theatre) -> None:
    theatre.take(scene(ShowOff()))
    theatre.step(MORNING_MS)
    show = ShowAlert(alert(), 1, 1)
    theatre.take(scene(show, MORNING_MS + 1_000))
    page = theatre.painter.alert_pages(show, ("vi",), "Asia/Ho_Chi_Minh")[0]
    assert difference(theatre.at(MORNING_MS + 1_000), theatre.painter.alert(show, page, "Asia/Ho_Chi_Minh")) == 0
    assert theatre.power.told == ["off", "on"]


def test_after_the_hours_off_no_dark_picture_stands_in_for_what_is_not_ready(theatre: Theatre, blobs: Blobs) -> None:
    theatre.take(scene(ShowOff()))
    theatre.step(MORNING_MS)
    shown = item(picture(blobs, LED, GREY), MORNING_MS + 1_000)
    theatre.take(scene(shown, MORNING_MS + 1_000))
    assert max(high for _, high in theatre.at(MORNING_MS + 1_000).getextrema()) > 100  # type: ignore[misc]
    theatre.prepare()
    theatre.step(MORNING_MS + 1_050)
    assert theatre.log.entries()[-1].item == "item anh"


def test_another_brightness_is_put_at_once_to_every_zone_and_nothing_is_told(theatre: Theatre, blobs: Blobs) -> None:
    shown = item(bulletin(blobs, LED))
    theatre.take(scene(shown, tickers=("Chữ chạy",)))
    theatre.prepare()
    bright, told = theatre.at(MORNING_MS), len(theatre.events)
    theatre.take(scene(shown, tickers=("Chữ chạy",), brightness=40))
    dim = theatre.at(MORNING_MS)
    assert difference(dim, bright.point(lambda value: value * 102 // 255)) < 1
    theatre.take(scene(shown, tickers=("Chữ chạy",)))
    assert difference(theatre.at(MORNING_MS), bright) == 0
    assert len(theatre.events) == told


def test_a_new_picture_in_another_light_is_lit_the_same_all_over(theatre: Theatre, blobs: Blobs) -> None:
    """At seven in the evening the next item and the night's brightness come together."""
    first, second = item(picture(blobs, LED, GREY)), item(bulletin(blobs, LED), MORNING_MS + 10_000)
    theatre.take(scene(first, upcoming=second))
    theatre.prepare()
    theatre.step(MORNING_MS)
    theatre.take(scene(second, MORNING_MS + 10_000, brightness=40))
    dim = theatre.at(MORNING_MS + 10_000)
    theatre.take(scene(second, MORNING_MS + 10_001))
    bright = theatre.at(MORNING_MS + 10_001)
    assert difference(dim, bright.point(lambda value: value * 102 // 255)) < 1


def test_a_panel_that_does_not_obey_is_told_and_the_picture_goes_on(theatre: Theatre, blobs: Blobs) -> None:
    stuck = Unavailable(Words("Rơ-le kẹt.", "The relay is stuck."), Words("Xem lại.", "Look at it."))
    theatre.telling.failed(ShowOff(), stuck, Moment(MORNING_MS, MORNING_MS))
    theatre.telling.failed(ShowOff(), stuck, Moment(MORNING_MS, MORNING_MS))
    (failed,) = theatre.told(Failed)
    assert isinstance(failed, Failed) and (failed.of, failed.code) == (ShowOff(), "unreadable")
