from __future__ import annotations

from bench.measuring import Row, Section
from bench.report import INTRODUCTION, dated, parts_of, renewed

FIRST = dated(Section("The screen", "What was done.", [Row("one", 1, "ms")]), "Monday, an old machine.")
SECOND = dated(Section("The loudspeaker", "What was done.", [Row("two", 2, "ms")]), "Monday, an old machine.")
AGAIN = dated(Section("The screen", "What was done.", [Row("one", 3, "ms")]), "Tuesday, a new machine.")


def test_a_part_says_when_and_on_what_it_was_measured() -> None:
    assert FIRST.splitlines()[:5] == ["## The screen", "", "Monday, an old machine.", "", "What was done."]


def test_what_is_measured_again_takes_its_old_place_and_the_rest_stays_as_it_was() -> None:
    report = renewed(renewed("", [FIRST]), [SECOND])
    assert report == renewed("", [FIRST, SECOND])
    mended = renewed(report, [AGAIN])
    assert list(parts_of(mended)) == ["The screen", "The loudspeaker"]
    assert mended == report.replace(FIRST.rstrip("\n"), AGAIN.rstrip("\n"))
    assert mended.startswith(INTRODUCTION) and renewed(mended, []) == mended
