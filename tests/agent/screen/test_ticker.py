from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent.screen.ticker import Ticker

tickers = st.builds(
    Ticker, strip_px=st.integers(1, 5_000), box_px=st.integers(1, 2_000), speed_px_s=st.integers(10, 600)
)
moments = st.integers(0, 2_000_000_000_000)


@given(tickers, moments, st.integers(0, 100_000))
def test_its_speed_is_exact_over_any_time(ticker: Ticker, begin_ms: int, later_ms: int) -> None:
    moved = ticker.offset_px(begin_ms + later_ms) - ticker.offset_px(begin_ms)
    due = ((begin_ms + later_ms) * ticker.speed_px_s // 1000) - (begin_ms * ticker.speed_px_s // 1000)
    assert (moved - due) % ticker.strip_px == 0
    assert abs(due - later_ms * ticker.speed_px_s / 1000) <= 1


@given(tickers, moments)
def test_it_moves_next_when_it_says_and_not_before(ticker: Ticker, now_ms: int) -> None:
    moves_ms = ticker.next_move_ms(now_ms)
    steps = [moment * ticker.speed_px_s // 1000 for moment in (now_ms, moves_ms - 1, moves_ms)]
    assert moves_ms > now_ms
    assert steps[0] == steps[1] < steps[2]


@given(tickers, moments)
def test_its_pieces_fill_the_box_without_gap_or_overlap(ticker: Ticker, now_ms: int) -> None:
    pieces = ticker.pieces(ticker.offset_px(now_ms))
    filled = [x for _, at, width in pieces for x in range(at, at + width)]
    assert filled == list(range(ticker.box_px))
    assert all(begin >= 0 and begin + width <= ticker.strip_px for begin, _, width in pieces)
