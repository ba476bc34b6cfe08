"""The sentences people read."""

from __future__ import annotations

import pytest

from controller.timeline.conflicts import WHYS, Conflict
from controller.timeline.telling import Names, when_words, why_words
from protocol.ids import EpochMs
from protocol.manifest import LineInItem, Manifest
from protocol.spans import Span
from tests.protocol.makers import audio, bulletin, playlist, slot
from tests.protocol.test_programme import at

HCM = "Asia/Ho_Chi_Minh"
STUDIO = LineInItem(id="studio", title="Phòng thu", duration_ms=600_000, input="phong-thu")
MANIFEST = Manifest(
    unit_name="Phường Bình Phước",
    items=(bulletin("lu", 9_000), audio("ca", 60_000), bulletin("hop", 9_000), STUDIO),
    playlists=(playlist("urgent", "lu-around"), playlist("usual", "ca", "hop", "lu")),
    slots=(slot("p", "urgent", slot_class="priority", output="sound"), slot("s", "usual", output="sound")),
)
NAMES = Names(MANIFEST, {"lu": "Thành phố Đồng Nai", "ca": "Phường Bình Phước"}, HCM)
TEN_MINUTES = (Span(at("2026-11-22T17:00:00"), at("2026-11-22T17:10:00")),)


def conflict(why: str, output: str = "sound", by: str = "", *item_ids: str) -> Conflict:
    return Conflict(output, why, "s", item_ids or ("hop",), TEN_MINUTES, by)  # type: ignore[arg-type]


def test_the_sentence_of_the_issue() -> None:
    told = why_words(conflict("beaten", by="p"), NAMES)
    assert told.vi == (
        "Không nghe được 17:00–17:10 Chủ nhật 22/11: bản tin ưu tiên “lu-around” của Thành phố Đồng Nai phát lúc đó."
    )
    assert told.en.startswith("Not heard 17:00–17:10 Sun 22/11: the priority bulletin")


@pytest.mark.parametrize("why", WHYS)
@pytest.mark.parametrize("output", ["screen", "sound"])
def test_each_reason_has_a_sentence_in_both_languages(why: str, output: str) -> None:
    told = why_words(conflict(why, output, "p"), NAMES)
    assert told.vi.endswith(".") and told.en.endswith(".") and told.vi != told.en


def test_what_a_line_in_lacks_is_its_input() -> None:
    assert "ngõ vào" in why_words(conflict("not-made", "sound", "", "studio"), NAMES).vi
    assert "giọng đọc" in why_words(conflict("not-made", "sound", "", "hop"), NAMES).vi
    assert "kích thước" in why_words(conflict("not-made", "screen"), NAMES).vi


def test_days_of_the_same_hours_are_told_together() -> None:
    def evening(day: int, end: str = "17:10") -> Span:
        return Span(at(f"2026-11-{day}T17:00:00"), at(f"2026-11-{day}T{end}:00"))

    days = [evening(16), evening(17), evening(18), evening(20), evening(22, "17:30")]
    told = when_words(days, HCM)
    assert told.vi == "17:00–17:10 thứ Hai 16/11 đến thứ Tư 18/11, thứ Sáu 20/11; 17:00–17:30 Chủ nhật 22/11"
    assert told.en == "17:00–17:10 Mon 16/11 to Wed 18/11, Fri 20/11; 17:00–17:30 Sun 22/11"


def test_what_lasts_for_days_is_told_as_whole_days() -> None:
    span = Span(at("2026-11-16T00:00:00"), EpochMs(at("2026-11-23T00:00:00")))
    assert when_words([span], HCM).vi == "00:00–24:00 thứ Hai 16/11 đến Chủ nhật 22/11"


def test_many_titles_are_counted() -> None:
    assert NAMES.titles(["lu", "ca", "hop"]).vi == "“lu”, “ca” và 1 nội dung khác"
    assert NAMES.slot("s").vi == "chương trình “ca”, “hop” và 1 nội dung khác"
    assert NAMES.slot("filler").en == "the filler"
