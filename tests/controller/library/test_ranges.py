from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from controller.library.ranges import Unsatisfiable, span_of

CONTENT = bytes(range(200))


@given(first=st.integers(0, 300), last=st.integers(0, 300))
def test_first_and_last_are_both_in_it(first: int, last: int) -> None:
    try:
        span = span_of(f"bytes={first}-{last}", len(CONTENT))
    except Unsatisfiable:
        assert CONTENT[first:] == b""
    else:
        assert (span is None) == (last < first)
        assert span is None or CONTENT[span.first : span.past] == CONTENT[first : last + 1]


@given(count=st.integers(0, 300))
def test_so_many_at_the_end(count: int) -> None:
    try:
        span = span_of(f"bytes=-{count}", len(CONTENT))
    except Unsatisfiable:
        assert count == 0
    else:
        assert span is not None
        assert CONTENT[span.first : span.past] == CONTENT[max(0, len(CONTENT) - count) :]


@given(text=st.text(max_size=20))
def test_anything_else_is_all_of_it(text: str) -> None:
    assert text.startswith("bytes=") or span_of(text, len(CONTENT)) is None
