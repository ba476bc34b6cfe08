from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.frame import TickerRun

tickers = st.builds(
    TickerRun.of,
    strip_px=st.integers(1, 5_000),
    box_px=st.integers(1, 2_000),
    speed_px_s=st.integers(10, 600),
    fps=st.integers(1, 60),
)
moments = st.integers(0, 2_000_000_000_000)


@given(tickers, moments, st.integers(0, 100_000))
def test_its_speed_is_exact_over_any_time(ticker: TickerRun, begin_ms: int, later_ms: int) -> None:
    moves, now = 0, begin_ms
    while moves < 50 and (now := ticker.next_move_ms(now)) <= begin_ms + later_ms:
        moves += 1
    assert abs(moves * ticker.step_px - (now - begin_ms) * ticker.speed_px_s / 1000) <= 2 * ticker.step_px + 1


@given(tickers, moments)
def test_it_moves_next_when_it_says_and_not_before(ticker: TickerRun, now_ms: int) -> None:
    moves_ms = ticker.next_move_ms(now_ms)
    before, last, after = (ticker.offset_px(moment) for moment in (now_ms, moves_ms - 1, moves_ms))
    assert moves_ms > now_ms
    assert before == last
    assert (after - last) % ticker.strip_px == ticker.step_px % ticker.strip_px


@given(st.integers(10, 600), st.integers(1, 60))
def test_it_needs_no_more_pictures_a_second_than_allowed_and_its_steps_are_the_smallest(speed: int, fps: int) -> None:
    ticker = TickerRun.of(10_000, 640, speed, fps)
    assert ticker.speed_px_s / ticker.step_px <= fps
    assert ticker.step_px == 1 or ticker.speed_px_s / (ticker.step_px - 1) > fps


@given(st.integers(1, 2_000), st.integers(10, 600))
def test_letters_never_run_so_fast_that_they_flash(box_px: int, speed_px_s: int) -> None:
    ticker = TickerRun.of(10_000, box_px, speed_px_s, 30)
    assert ticker.speed_px_s == min(speed_px_s, max(1, int(0.6 * box_px)))


@given(tickers, moments)
def test_its_pieces_fill_the_box_without_gap_or_overlap(ticker: TickerRun, now_ms: int) -> None:
    pieces = ticker.pieces(ticker.offset_px(now_ms))
    filled = [x for _, at, width in pieces for x in range(at, at + width)]
    assert filled == list(range(ticker.box_px))
    assert all(begin >= 0 and begin + width <= ticker.strip_px for begin, _, width in pieces)
