"""How fast official Vietnamese is put into words: an author sees them while writing, an alert can't wait for them."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.measuring import Goal, Row, Section, seconds
from media.speech.spoken import spoken_form

CASES = Path(__file__).parents[1] / "tests" / "media" / "speech" / "cases"
ROUNDS, FIRSTS = 5, 15
FIRST = """
from time import perf_counter
from media.speech.spoken import spoken_form
began = perf_counter()
spoken_form("Gió giật cấp 8-9, mưa 100-150mm từ 7h30 ngày 15/8; gọi 112. UBND xã thông báo theo 49/2024/NĐ-CP.")
print((perf_counter() - began) * 1000)
"""


def measure() -> Section:
    """What a sentence takes, and the first one of a process."""
    sentences = list(_sentences())
    all_s = median(seconds(lambda: [spoken_form(sentence) for sentence in sentences]) for _ in range(ROUNDS))
    firsts_ms = [_first_ms() for _ in range(FIRSTS)]
    about = (
        f"All {len(sentences):,} sentences of the reader's own tests, {ROUNDS} times, their median; and one of four "
        f"kinds of numbers and abbreviations as the first of a new process, its imports done, {FIRSTS} times. The goal "
        "of 200 sentences a second is 5 ms each."
    )
    rows = [
        Row("a sentence, on average", 1000 * all_s / len(sentences), "ms", goal=Goal(5)),
        Row("the first of a process: median", median(firsts_ms), "ms", goal=Goal(5)),
        Row("the same, slowest", max(firsts_ms), "ms"),
    ]
    return Section("The reader: a text in words", about, rows)


def _sentences() -> Iterator[str]:
    for file in sorted(CASES.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            yield from (row[0] for row in list(csv.reader(lines))[1:])


def _first_ms() -> float:
    return float(subprocess.run([sys.executable, "-c", FIRST], capture_output=True, check=True).stdout)
