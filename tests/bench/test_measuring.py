from __future__ import annotations

import pytest

from bench.measuring import Goal, Row, Section, text_of


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (Row("cpu", 0.2, "%", goal=Goal(0.3)), "≤ 0.3: met"),
        (Row("cpu", 0.31, "%", goal=Goal(0.3)), "≤ 0.3: **not met**"),
        (Row("cpu", 2.0, "%", 1.0, Goal(1.3, "ratio")), "≤ 1.3×: **not met**"),
        (Row("cpu", 1.3, "%", 1.0, Goal(1.3, "ratio")), "≤ 1.3×: met"),
        (Row("late", 0, "frames", goal=Goal(0)), "≤ 0: met"),
        (Row("cpu", 2.0, "%", 1.0), ""),
    ],
)
def test_a_goal_is_met_or_not(row: Row, verdict: str) -> None:
    assert row.verdict == verdict


def test_a_table_has_a_column_of_goals_when_it_has_any() -> None:
    plain, judged = Row("one", 1, "ms", 2), Row("two", 1, "ms", goal=Goal(1))
    assert text_of(Section("T", "about", [plain])).splitlines()[-1] == "| one | 1.00 | 2.00 | ms | 0.5 |"
    lines = text_of(Section("T", "about", [plain, judged])).splitlines()
    assert lines[-3].count("|") == lines[-4].count("|") == lines[-1].count("|") == 7
