"""Where a stretch of a text is after some of it was changed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from media.speech.spoken.spans import Change, Span, changed, moved, moves, word_at


@st.composite
def changes_of(draw: st.DrawFn) -> tuple[str, list[Change]]:
    text = draw(st.text("abc ", min_size=1, max_size=20))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, [Change(span, draw(st.text("XYZ", max_size=4))) for span in spans]


@settings(deadline=None)
@given(changes_of())
def test_every_change_is_where_it_says(made: tuple[str, list[Change]]) -> None:
    text, changes = made
    after = changed(text, changes)
    for change, (old, new) in zip(changes, moves(changes), strict=True):
        assert old == change.span
        assert after[slice(*new)] == change.said


@settings(deadline=None)
@given(changes_of())
def test_untouched_letters_are_found_again_there_and_back(made: tuple[str, list[Change]]) -> None:
    text, changes = made
    after, steps = changed(text, changes), moves(changes)
    for at in range(len(text)):
        if not any(start <= at < end for (start, end), _ in changes):
            there = moved(Span(at, at + 1), steps)
            assert after[slice(*there)] == text[at]
            assert moved(there, [(new, old) for old, new in steps]) == Span(at, at + 1)


@settings(deadline=None)
@given(changes_of(), st.data())
def test_a_stretch_takes_the_whole_of_what_it_touches(made: tuple[str, list[Change]], data: st.DataObject) -> None:
    text, changes = made
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    there = moved(span, moves(changes))
    for old, new in moves(changes):
        if old.start < span.end and span.start < old.end:
            assert there.start <= new.start <= new.end <= there.end


def test_a_word_is_what_lies_between_spaces() -> None:
    assert word_at("mưa 100-150mm to", Span(7, 8)) == Span(4, 13)
    assert word_at("một", Span(1, 2)) == Span(0, 3)
