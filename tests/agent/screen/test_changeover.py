"""Fades and wipes, and what always cuts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from PIL import ImageChops, ImageStat

from agent.player.ports import Rendered
from firmware_profiles import load
from protocol.manifest import Transition
from protocol.programme_types import ShowAlert, ShowItem
from tests.agent.screen.material import (
    MORNING_MS,
    Blobs,
    Theatre,
    alert,
    clip_of,
    difference,
    item,
    picture,
    scene,
)

LED = load("led-p5-640x384")
DARK, LIGHT = (40, 40, 40), (200, 200, 200)
LATER = MORNING_MS + 10_000
MIDDLE = (320, 200)


def fading(show: ShowItem, kind: Literal["cut", "fade", "wipe"] = "fade", duration_ms: int = 500) -> ShowItem:
    return replace(show, transition=Transition(kind=kind, duration_ms=duration_ms))


def two(theatre: Theatre, blobs: Blobs, kind: Literal["cut", "fade", "wipe"]) -> ShowItem:
    """DARK stands, LIGHT is prepared and its turn has come."""
    first = item(picture(blobs, LED, DARK))
    second = fading(item(picture(blobs, LED, LIGHT, "sau"), LATER), kind)
    theatre.take(scene(first, upcoming=second))
    theatre.prepare()
    theatre.step(MORNING_MS)
    theatre.take(scene(second, LATER))
    return second


def level(theatre: Theatre, now_ms: int) -> int:
    found = theatre.at(now_ms).getpixel(MIDDLE)
    assert isinstance(found, tuple)
    return found[0]


def test_a_fade_goes_evenly_from_one_picture_to_the_other(theatre: Theatre, blobs: Blobs) -> None:
    two(theatre, blobs, "fade")
    levels = [level(theatre, LATER + after) for after in range(0, 501, 50)]
    assert levels[0] == DARK[0] and levels[-1] == LIGHT[0]
    assert levels == sorted(levels)
    assert all(abs(seen - (DARK[0] + step * 16)) <= 12 for step, seen in enumerate(levels))


def test_a_wipe_uncovers_the_new_picture_from_the_left(theatre: Theatre, blobs: Blobs) -> None:
    two(theatre, blobs, "wipe")
    theatre.step(LATER)
    frame = theatre.at(LATER + 250)
    row = [frame.getpixel((x, 200))[0] for x in range(120, 520, 10)]  # type: ignore[index]
    uncovered = sum(value > 120 for value in row)
    assert all(value > 120 for value in row[:uncovered]) and all(value <= DARK[0] for value in row[uncovered:])
    assert 10 <= uncovered <= 30


@pytest.mark.parametrize("kind", ["fade", "wipe"])
def test_no_frame_of_it_is_darker_than_both_pictures(
    theatre: Theatre, blobs: Blobs, kind: Literal["fade", "wipe"]
) -> None:
    two(theatre, blobs, kind)
    box = (MIDDLE[0] - 100, MIDDLE[1] - 50, MIDDLE[0] + 100, MIDDLE[1] + 50)
    for after in range(0, 520, 20):
        darkest = min(low for low, _ in theatre.at(LATER + after).crop(box).getextrema())  # type: ignore[misc]
        assert darkest >= DARK[0] - 3


def test_it_is_drawn_thirty_times_a_second_and_then_rests(theatre: Theatre, blobs: Blobs) -> None:
    two(theatre, blobs, "fade")
    now, drawn = int(LATER), theatre.window.redraws
    while now <= LATER + 1_000:
        now += max(1, theatre.step(now) or 0)
    assert 15 <= theatre.window.redraws - drawn <= 17


def test_the_evidence_is_the_whole_new_picture_not_a_mixture(theatre: Theatre, blobs: Blobs) -> None:
    second = two(theatre, blobs, "fade")
    theatre.step(LATER)
    assert second not in [event.of for event in theatre.told(Rendered)]
    theatre.step(LATER + 500)
    rendered = [event for event in theatre.told(Rendered) if event.of == second]
    assert [event.evidence.frame_sha256 for event in rendered if isinstance(event, Rendered)] == [
        theatre.window.copy()()
    ]


def test_a_fade_in_the_dark_is_as_dim_as_everything(theatre: Theatre, blobs: Blobs) -> None:
    first = item(picture(blobs, LED, DARK))
    second = fading(item(picture(blobs, LED, LIGHT, "sau"), LATER))
    theatre.take(scene(first, upcoming=second, brightness=50))
    theatre.prepare()
    theatre.step(MORNING_MS)
    theatre.take(scene(second, LATER, brightness=50))
    theatre.step(LATER)
    assert abs(level(theatre, LATER + 250) - 60) <= 6


def test_an_alert_cuts_into_a_fade(theatre: Theatre, blobs: Blobs) -> None:
    two(theatre, blobs, "fade")
    theatre.step(LATER + 100)
    show = ShowAlert(alert(), 1, 1)
    theatre.take(scene(show, LATER + 150))
    page = theatre.painter.alert_pages(show, ("vi",), "Asia/Ho_Chi_Minh")[0]
    assert difference(theatre.at(LATER + 150), theatre.painter.alert(show, page, "Asia/Ho_Chi_Minh")) == 0


def test_what_moves_is_cut_to_and_from(theatre: Theatre, blobs: Blobs, clip: Path) -> None:
    first = item(picture(blobs, LED, DARK))
    second = fading(item(clip_of(blobs, LED, clip, 2_000), LATER))
    theatre.take(scene(first, upcoming=second))
    theatre.prepare()
    theatre.step(MORNING_MS)
    theatre.step(LATER - 1_000)
    theatre.prepare()
    before = theatre.at(LATER - 1)
    theatre.take(scene(second, LATER))
    after = theatre.at(LATER)
    assert ImageStat.Stat(ImageChops.difference(before, after)).mean[0] > 20
    poster = theatre.painter.item(second, theatre.painter.look.main.size, LATER)
    x, y, width, height = theatre.painter.look.main
    assert difference(after.crop((x, y, x + width, y + height)), poster) < 3
