from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.bulletins.boards import geometry_of
from controller.webshots.viewport import NARROWEST_PX, ORDINARY_CAPITAL_PX, Viewport, viewport_of
from media.text import Geometry, least_letter_px

SIDE = st.integers(1, 7_680)


@given(
    geometry=st.builds(Geometry, SIDE, SIDE, st.floats(0.1, 40), st.floats(0.5, 100), st.booleans()),
    width_px=SIDE,
    height_px=SIDE,
)
def test_a_window_fills_its_zone_and_is_no_narrower_than_pages_are_made_for(
    geometry: Geometry, width_px: int, height_px: int
) -> None:
    found = viewport_of(geometry, (width_px, height_px))
    assert found.scale >= 1
    assert found.width_px >= min(width_px, NARROWEST_PX)
    assert abs(found.width_px * found.scale - width_px) <= found.scale
    assert found.width_px > NARROWEST_PX or found.scale <= max(1, width_px / NARROWEST_PX)


def test_ordinary_text_can_be_read_where_there_is_room_for_it() -> None:
    board = geometry_of("bulletin-1080p")
    found = viewport_of(board, (1920, 900))
    assert found.scale * ORDINARY_CAPITAL_PX == pytest.approx(least_letter_px(board))
    assert found == Viewport(597, 280, found.scale)


def test_a_small_board_shows_a_page_as_it_is() -> None:
    assert viewport_of(geometry_of("led-p10-320x160"), (320, 100)) == Viewport(320, 100, 1.0)
