"""What a device waits for, in words, for each thing that one can say."""

from __future__ import annotations

import pytest

from agent.planner.keeper import Progress
from agent.planner.plan import Have, Report, Wish, plan
from controller.devices.pending import pending_words
from protocol.manifest import Blob
from protocol.programme_types import Board

WANTED = Blob(sha256="a" * 64, size_bytes=1, media_type="application/json", url="/media/a")


@pytest.mark.parametrize(
    ("have", "told"),
    [(Have(None), "đang tải danh sách phát"), (Have(None, {WANTED.sha256: None}), "không đọc được danh sách phát")],
)
def test_what_the_planner_says_has_words(have: Have, told: str) -> None:
    [report] = [step for step in plan(Wish(WANTED), have, Board(0, 0, has_sound=True)) if isinstance(step, Report)]
    assert pending_words(report.pending).vi == told


def test_a_device_that_was_told_nothing_yet_says_so() -> None:
    assert pending_words(Progress().pending).vi == "chưa nhận được chỉ dẫn nào"


def test_files_are_counted_and_what_is_not_known_is_shown_as_it_is() -> None:
    assert pending_words("3 of 12 files not here").vi == "còn thiếu 3 trên 12 tệp"
    assert pending_words("").vi == ""
    assert pending_words("something new").en == "something new"
