"""Nothing a board does by itself flashes (WCAG 2.1, 2.3.1: at most three general flashes in any second).

What changes by itself: the clock (each minute), a countdown (each second or minute), the pages of an alert, the running
text. Each either changes at least 350 ms apart or changes no part's mean luminance by a tenth.
"""

from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from media.board import (
    Look,
    alert_pages,
    clock_text,
    countdown_changes_in_ms,
    draw_alert,
    draw_clock,
    draw_countdown,
    draw_header,
    page_at,
    ticker_strip,
)
from media.bulletin import clean
from protocol.alert import AlertText
from tests.media.board.drawing import LOOKS, TINY, UNIT, alert
from tests.media.board.luminance import LEAST_CHANGE, flashes, luminance, tiles

APART_MS = 350
"""Three times a second at most."""
HOUR_MS = 3_600_000
FLASH_AREA = 21_824 / (1024 * 768)
"""Of the picture: less than a quarter of a 10 degree field (341 by 256 of 1024 by 768 pixels) is no flash (WCAG)."""
FASTEST_PX_S = 600
"""As ``protocol.layouts.SpeedPxS`` has it."""
FASTEST_WIDTHS_S = 0.6
"""Of the board: a text that crosses a small board faster than that nobody can read, and dense ones may flash."""

boards = pytest.mark.parametrize("look", LOOKS, ids=[f"{look.size[0]}x{look.size[1]}" for look in LOOKS])


@pytest.mark.parametrize(
    ("levels", "count"),
    [([0, 0.05, 0], 0), ([0, 0.2], 0.5), ([0, 0.2, 0], 1), ([0, 0.06, 0.12, 0.06, 0], 1), ([0, 1, 0, 1, 0], 2)],
)
def test_flashes_are_counted_as_pairs_of_opposing_changes(levels: list[float], count: float) -> None:
    assert flashes(np.array(levels)) == count


@given(st.datetimes(), st.timedeltas(timedelta(0), timedelta(seconds=59, microseconds=999_999)))
def test_the_clock_changes_at_most_once_a_minute(local: datetime, later: timedelta) -> None:
    minute = local.replace(second=0, microsecond=0)
    assert clock_text(minute) == clock_text(minute + later)


@boards
def test_a_minute_of_the_clock_changes_no_part_by_a_tenth(look: Look) -> None:
    for before, after in (("17:59", "18:00"), ("11:11", "11:12"), ("23:59", "00:00")):
        for draw in (lambda told: draw_header(look, UNIT, told), lambda told: draw_clock(look, told)):
            one, other = draw(f"{before}\nChủ nhật, 22/11/2026"), draw(f"{after}\nChủ nhật, 22/11/2026")
            assert np.abs(tiles(one, 2, 2) - tiles(other, 2, 2)).max() < LEAST_CHANGE


@given(st.integers(1, 100 * HOUR_MS))
def test_a_countdown_never_changes_twice_in_less_than_a_second(left_ms: int) -> None:
    left_ms -= countdown_changes_in_ms(left_ms) or 0
    for _ in range(5):
        changes_in_ms = countdown_changes_in_ms(left_ms)
        if changes_in_ms is None:
            break
        assert changes_in_ms >= 1_000 > APART_MS
        left_ms -= changes_in_ms


@boards
def test_a_second_of_a_countdown_changes_no_part_by_a_tenth_and_the_whole_by_less_than_a_hundredth(look: Look) -> None:
    """From 1:00:00 to 59:59, from 10 to 9 and the like; a part is a sixteenth of the zone."""
    for left_s in (3_600, 60, 10):
        one, other = (draw_countdown(look, "Khai giảng", s * 1_000, "", "vi") for s in (left_s, left_s - 1))
        change = np.abs(tiles(one, 4, 4) - tiles(other, 4, 4))
        assert 0 < change.max() < LEAST_CHANGE
        assert tiles(one, 1, 1).item() == pytest.approx(tiles(other, 1, 1).item(), abs=0.01)


TEXTS = st.builds(
    AlertText,
    language=st.sampled_from(["vi", "en", "km"]),
    headline=st.text("aăẤỄ nghj", min_size=1, max_size=80).filter(lambda text: clean(text) != ""),
    instruction=st.text("aăẤỄ nghj\n-", max_size=200),
)


@settings(max_examples=25, deadline=None)
@given(TEXTS, st.sampled_from(LOOKS))
def test_each_page_of_an_alert_stands_for_seconds(text: AlertText, look: Look) -> None:
    assert all(page.duration_ms >= 3_000 > APART_MS for page in alert_pages(look, alert(text=text), text))


def test_an_alert_of_many_pages_does_not_flash() -> None:
    """A minute of the smallest board, ten pictures a second."""
    text = AlertText(language="vi", headline="Lũ quét", instruction="- Lên cao.\n- Gọi 112.\n" * 8)
    shown = alert(text=text)
    pages = alert_pages(TINY, shown, text)
    assert len(pages) > 3
    levels = [tiles(draw_alert(TINY, shown, text, 1, 1, number), 4, 2).ravel() for number in range(len(pages))]
    seen = np.array([levels[page_at(pages, at_ms)] for at_ms in range(0, 60_000, 100)])
    for start in range(0, len(seen) - 10, 5):
        assert max(flashes(part) for part in seen[start : start + 11].T) <= 1


WORDS = st.sampled_from(["MMMM", ".", "•", "i", "Phòng", "H"])


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(LOOKS), st.lists(WORDS, min_size=1, max_size=60))
@example(TINY, ["MMMM", "•"] * 30)
@example(TINY, ["MMMM", "MMMM", ".", ".", "MMMM"])
def test_a_running_text_does_not_flash(look: Look, words: list[str]) -> None:
    """A part of the ticker sees its columns go by, smoothed over the part's breadth."""
    strip = ticker_strip(look, " ".join(words))
    breadth = max(strip.height, round(look.size[0] * look.size[1] * FLASH_AREA / strip.height))
    second_px = min(FASTEST_PX_S, round(look.size[0] * FASTEST_WIDTHS_S))
    columns = np.resize(luminance(strip).mean(axis=0), strip.width + second_px + breadth)
    levels = np.convolve(columns, np.ones(breadth) / breadth, mode="valid")
    seconds = (levels[start : start + second_px + 1] for start in range(0, strip.width, strip.height))
    assert max(flashes(second) for second in seconds) <= 3
