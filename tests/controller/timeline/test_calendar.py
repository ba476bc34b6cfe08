"""The calendar, read back by a library that reads RFC 5545, and looked at as bytes."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar

from controller.timeline.calendar import calendar_of
from controller.timeline.conflicts import outlook
from controller.timeline.days import week_of
from controller.timeline.telling import Names
from protocol.documents import Window
from protocol.ids import EpochMs
from protocol.manifest import Manifest, PictureItem, Rendition
from protocol.plan import Plan
from protocol.programme_types import Board
from tests.protocol.makers import T0, blob, bulletin, playlist, slot

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
TITLE = "Lịch tiêm chủng; tổ 5, 6: " + "trạm y tế phường Bình Phước mở cửa từ sáng sớm " * 3
MANIFEST = Manifest(
    unit_name="Phường Bình Phước",
    items=(
        PictureItem(
            id="anh",
            title=TITLE,
            duration_ms=10_000,
            renditions=(Rendition(width_px=640, height_px=384, blob=blob("anh")),),
        ),
        bulletin("tin", 9_000, speech_ms=30_000),
    ),
    playlists=(playlist("seen", "anh"), playlist("said", "tin")),
    slots=(
        slot("late", "seen", start="22:00", duration_min=240, rrule="FREQ=WEEKLY;BYDAY=SU,TH"),
        slot("eve", "said", output="sound", start="17:00", duration_min=30),
    ),
    filler_screen="seen",
)
BOARD = Board(640, 384, has_sound=True, sound_windows=(Window(start="17:00", minutes=60),))
NAMES = Names(MANIFEST, {}, "Asia/Ho_Chi_Minh")


def made(monday: date = date(2026, 11, 16), weeks: int = 1) -> bytes:
    found = outlook(Plan(MANIFEST, BOARD), week_of(monday, "Asia/Ho_Chi_Minh", weeks))
    return calendar_of("led-1", "Bảng chợ", "Phường Bình Phước", found, NAMES, EpochMs(T0), "vi")


def events(body: bytes) -> dict[str, tuple[datetime, datetime]]:
    return {str(one["uid"]): (one["dtstart"].dt, one["dtend"].dt) for one in Calendar.from_ical(body).walk("VEVENT")}


def test_each_time_a_slot_has_an_output_is_an_event_and_what_crosses_midnight_one_a_day() -> None:
    found = sorted(events(made()).values())
    seen = [(begin.strftime("%a %H:%M"), end.strftime("%a %H:%M")) for begin, end in found]
    assert ("Mon 00:00", "Mon 02:00") in seen  # of the Sunday before
    assert ("Sun 22:00", "Mon 00:00") in seen
    assert ("Thu 22:00", "Fri 00:00") in seen and ("Fri 00:00", "Fri 02:00") in seen
    assert [one for one in seen if "17:00" in one[0]] == [
        (f"{d} 17:00", f"{d} 17:30") for d in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    ]
    assert len(seen) == 4 + 7
    assert {begin.utcoffset() for begin, _ in found} == {datetime(2026, 1, 1, tzinfo=HCM).utcoffset()}


def test_it_says_its_time_zone_and_its_text_comes_back_whole() -> None:
    calendar = Calendar.from_ical(made())
    assert [str(one["tzid"]) for one in calendar.walk("VTIMEZONE")] == ["Asia/Ho_Chi_Minh"]
    [first] = {str(one["summary"]) for one in calendar.walk("VEVENT") if "Màn hình" in str(one["summary"])}
    assert first == f"Màn hình: “{TITLE}”"
    assert {str(one["location"]) for one in calendar.walk("VEVENT")} == {"Phường Bình Phước"}


def test_lines_end_as_the_rfc_says_and_are_no_longer_than_75_octets() -> None:
    body = made()
    assert body.endswith(b"END:VCALENDAR\r\n")
    lines = body.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in b"".join(lines)
    assert b"\\;" in body and b"\\," in body


def test_uids_stay_from_one_export_to_the_next() -> None:
    week, later = events(made()), events(made(date(2026, 11, 9), weeks=3))
    assert len(set(week)) == 11
    assert week.items() <= later.items()


def test_the_same_bytes_each_time() -> None:
    assert made() == made()
