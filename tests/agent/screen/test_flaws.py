"""A letter no font has is left out and told, once; the show goes on."""

from __future__ import annotations

from agent.player.ports import Failed, Flawed, Rendered
from firmware_profiles import load
from protocol.alert import AlertText
from protocol.programme_types import ShowAlert
from tests.agent.screen.material import MORNING_MS, Blobs, Theatre, alert, bulletin, item, picture, scene

LED = load("led-p5-640x384")


def told(theatre: Theatre) -> list[tuple[object, str, str]]:
    return [(event.of, event.code, event.detail) for event in theatre.told(Flawed) if isinstance(event, Flawed)]


def test_a_page_with_a_letter_no_font_has(theatre: Theatre, blobs: Blobs) -> None:
    shown = item(bulletin(blobs, LED, "# Thông báo\n\nChúc mừng 😀 năm mới."))
    for second in range(3):
        theatre.take(scene(shown, MORNING_MS + second * 1_000))
        theatre.prepare()
        theatre.step(MORNING_MS + second * 1_000)
    assert told(theatre) == [(shown, "glyph", "😀")]
    assert [event.of for event in theatre.told(Rendered)] == [shown]
    assert not theatre.told(Failed)


def test_running_text_and_alerts_too(theatre: Theatre, blobs: Blobs) -> None:
    shown = item(picture(blobs, LED, (90, 30, 30)))
    theatre.take(scene(shown, tickers=("Tin ☔ chạy",)))
    theatre.prepare()
    theatre.step(MORNING_MS)
    warning = ShowAlert(alert(texts=(AlertText(language="vi", headline="Lũ 漢 quét", instruction="Lên cao."),)), 1, 1)
    theatre.take(scene(warning, MORNING_MS + 1_000))
    theatre.step(MORNING_MS + 1_000)
    assert told(theatre) == [(shown, "glyph", "☔"), (warning, "glyph", "漢")]
