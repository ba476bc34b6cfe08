"""The preview of a moment is the frame the screen shows at that moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from agent.preview.frame import Playable, frame_at
from firmware_profiles import load
from media.board import Look
from media.frame import Painter
from media.text import Geometry
from protocol.errors import NotFound
from protocol.ids import EpochMs
from protocol.manifest import Manifest, Playlist, Slot, Ticker
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, HeldAlert, ShowAlert, ShowItem, ShowSafe
from tests.agent.screen.material import (
    MORNING_MS,
    UNIT,
    Blobs,
    Theatre,
    alert,
    bulletin,
    difference,
    picture,
    scene,
)

LED = load("led-p5-640x384")
BOARD = Board(640, 384, has_sound=False)
DAY_MS = 24 * 3_600_000


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theatre]:
    opened = Theatre(LED, Blobs(tmp_path_factory.mktemp("blobs")))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def manifest(theatre: Theatre) -> Manifest:
    from datetime import date

    blobs = theatre.blobs
    items = (bulletin(blobs, LED), picture(blobs, LED, (200, 30, 30)))
    slot = Slot(
        id="buoi-sang",
        title="Buổi sáng",
        slot_class="scheduled",
        output="screen",
        playlist_id="chinh",
        first_date=date(2026, 11, 1),
        start="05:30",
        duration_min=60,
    )
    return Manifest(
        unit_name=UNIT,
        items=items,
        playlists=(Playlist(id="chinh", item_ids=tuple(one.id for one in items)),),
        slots=(slot,),
        tickers=(Ticker(text="Chào mừng Đại hội"), Ticker(text="Giữ gìn vệ sinh")),
    )


def on_the_screen(theatre: Theatre, playable: Playable, at_ms: EpochMs) -> Image.Image:
    decided = programme(playable.manifest, playable.alerts, at_ms, playable.board)
    texts = tuple(ticker.text for ticker in decided.tickers)
    theatre.take(scene(decided.screen, at_ms, tickers=texts, sides=decided.sides))
    theatre.prepare()
    return theatre.at(at_ms)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(into_ms=st.integers(-600_000, 4_200_000))
def test_it_is_what_the_screen_shows(theatre: Theatre, manifest: Manifest, into_ms: int) -> None:
    at_ms = EpochMs(MORNING_MS + into_ms)
    playable = Playable(manifest, Alerts(), BOARD)
    theatre.take(scene(ShowSafe(), at_ms))
    theatre.at(at_ms)
    shown = on_the_screen(theatre, playable, at_ms)
    assert difference(frame_at(theatre.painter, playable, at_ms), shown) == 0


def test_moments_have_item_alert_or_safe_screen(theatre: Theatre, manifest: Manifest) -> None:
    warning = HeldAlert(alert(), EpochMs(MORNING_MS + 60_000), EpochMs(MORNING_MS + 120_000))
    alerts = Alerts((warning,))
    moments = [MORNING_MS - 60_000, MORNING_MS + 30_000, MORNING_MS + 90_000, MORNING_MS + 130_000]
    kinds = [type(programme(manifest, alerts, EpochMs(at), BOARD).screen) for at in moments]
    assert kinds == [ShowSafe, ShowItem, ShowAlert, ShowItem]
    frames = [frame_at(theatre.painter, Playable(manifest, alerts, BOARD), EpochMs(at)) for at in moments]
    assert all(one.size == (640, 384) for one in frames)
    assert min(difference(frames[2], other) for other in (frames[0], frames[1], frames[3])) > 20


def test_a_file_that_is_not_here_is_an_error_not_an_empty_frame(tmp_path: Path, theatre: Theatre) -> None:
    assert LED.geometry
    elsewhere = Painter(Look.of(Geometry(*LED.geometry)), Blobs(tmp_path).path_of)
    filler = picture(theatre.blobs, LED, (9, 9, 9))
    manifest = Manifest(
        unit_name=UNIT,
        items=(filler,),
        playlists=(Playlist(id="nen", item_ids=(filler.id,)),),
        filler_screen="nen",
    )
    with pytest.raises(NotFound, match="is not here"):
        frame_at(elsewhere, Playable(manifest, Alerts(), BOARD), MORNING_MS)
