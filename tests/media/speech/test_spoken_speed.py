"""A page is in words while its author looks at it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

import media
from media.speech.spoken import spoken_form

PLAN = Path(media.__file__).parents[2] / "shared" / "samples" / "ke-hoach-thong-tin-co-so-2023.txt"
FEWEST_A_SECOND = 200
FIRST_WITHIN_MS = 10
"""Measured: 3; the goal is 5, on a machine that does nothing else."""
FIRST = """
from time import process_time
from media.speech.spoken import spoken_form
began = process_time()
spoken_form("Gió giật cấp 8-9, mưa 100-150mm từ 7h30 ngày 15/8; gọi 112. UBND xã thông báo theo 49/2024/NĐ-CP.")
print((process_time() - began) * 1000)
"""

pytestmark = pytest.mark.skipif(sys.gettrace() is not None, reason="coverage is traced, which takes ten times the time")


@pytest.mark.skipif(not PLAN.exists(), reason="shared/samples/ke-hoach-thong-tin-co-so-2023.txt is not here")
def test_sentences_of_the_plan_a_second() -> None:
    text = PLAN.read_text(encoding="utf-8")
    sentences = [sentence for line in text.splitlines() for sentence in line.split(". ") if sentence.strip()]
    began = time.process_time()
    for sentence in sentences:
        spoken_form(sentence)
    assert len(sentences) / (time.process_time() - began) >= FEWEST_A_SECOND


def test_the_first_sentence_waits_for_nothing() -> None:
    took = [float(subprocess.run([sys.executable, "-c", FIRST], capture_output=True, check=True).stdout) for _ in "123"]
    assert min(took) < FIRST_WITHIN_MS
