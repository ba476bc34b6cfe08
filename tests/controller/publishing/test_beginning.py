"""What is published during the day begins then, with its first word: the rule, and what a loudspeaker makes of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.bulletins import service as bulletins
from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.bulletins.models import Content
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.sounds import chime_in
from controller.library.workshop import Workshop
from controller.publishing.beginning import Beginning, beginning
from controller.publishing.compile import compile_manifest, encode_manifest
from controller.publishing.jobs import republish
from controller.publishing.published import Published
from controller.publishing.spans import Part, Span, Valid, parts, spans
from controller.publishing.survey import look
from protocol.documents import Window
from protocol.ids import EpochMs
from protocol.manifest import AudioItem, Over, SlotClass
from protocol.manifest_check import read_manifest
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, PlayItem
from tests.controller.places import NORTH, person
from tests.controller.publishing.test_compile import PLACE, blob, picture
from tests.controller.publishing.test_republish import PACE
from tests.controller.publishing.test_republish import manifest as manifest_of

ZONE = "Asia/Ho_Chi_Minh"
TODAY, TOMORROW, AFTER = date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 24)
APPROVER = person("approver")
DAYTIME, AROUND_THE_CLOCK = Window(start="05:00", minutes=17 * 60), Window(start="00:00", minutes=1440)


def at(text: str) -> EpochMs:
    return EpochMs(round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp() * 1000))


def song(item_id: str, seconds: int) -> AudioItem:
    return AudioItem(id=item_id, title=item_id, duration_ms=seconds * 1000, blob=blob("e"))


def put(
    item: AudioItem, slot_class: SlotClass, when: str, last: date | None = None, first: date = TODAY, over: Over = "cut"
) -> Published:
    """What was published then."""
    begins = beginning(slot_class, first, at(when), ZONE)
    return Published(item, slot_class, begins.day, last, begins.minute, over=over)


def heard(contents: list[Published], when: str, window: Window = DAYTIME) -> str:
    board = Board(0, 0, has_sound=True, sound_windows=(window,))
    now_ms = at(when)
    sound = programme(compile_manifest(PLACE, contents), Alerts(), now_ms, board).sound
    if not isinstance(sound, PlayItem):
        return ""
    return f"{sound.item.id}+{(now_ms - sound.began_at_ms) / 1000:g}"


@pytest.mark.parametrize(
    ("published", "begins"),
    [
        ("2026-11-22T10:00:00", Beginning(TODAY, 601)),
        ("2026-11-22T10:00:45", Beginning(TODAY, 601)),
        ("2026-11-22T10:00:45.001", Beginning(TODAY, 602)),
        ("2026-11-22T10:00:59.999", Beginning(TODAY, 602)),
        ("2026-11-22T00:00:00", Beginning(TODAY, 1)),
        ("2026-11-22T23:58:45", Beginning(TODAY, 1439)),
        ("2026-11-22T23:58:46", Beginning(TOMORROW)),
        ("2026-11-22T23:59:00", Beginning(TOMORROW)),
        ("2026-11-22T23:59:46", Beginning(TOMORROW, 1)),
        ("2026-11-21T10:00:00", Beginning(TODAY)),
        ("2026-11-21T23:59:00", Beginning(TODAY)),
        ("2026-11-21T23:59:50", Beginning(TODAY, 1)),
        ("2026-11-24T10:00:00", Beginning(AFTER, 601)),
    ],
)
@pytest.mark.parametrize("slot_class", ["live", "priority"])
def test_it_begins_at_the_first_minute_for_which_devices_can_be_told(
    slot_class: SlotClass, published: str, begins: Beginning
) -> None:
    assert beginning(slot_class, TODAY, at(published), ZONE) == begins
    assert beginning("scheduled", TODAY, at(published), ZONE) == Beginning(TODAY)
    assert beginning("filler", TODAY, at(published), ZONE) == Beginning(TODAY)


@pytest.mark.parametrize(
    ("valid", "days", "rests"),
    [
        ([Valid("a", TODAY)], [Span(TODAY, None, ("a",))], []),
        ([Valid("a", TODAY, None, 601)], [Span(TOMORROW, None, ("a",))], [Part(TODAY, 601, ("a",))]),
        ([Valid("a", TODAY, TODAY, 601)], [], [Part(TODAY, 601, ("a",))]),
        ([Valid("a", TOMORROW, TODAY)], [], []),
        ([Valid("a", TOMORROW, TODAY, 1)], [], []),
        (
            [Valid("z", TODAY), Valid("a", TODAY, TOMORROW, 541), Valid("b", TODAY, TODAY, 601)],
            [Span(TODAY, TODAY, ("z",)), Span(TOMORROW, TOMORROW, ("z", "a")), Span(AFTER, None, ("z",))],
            [Part(TODAY, 541, ("a", "z")), Part(TODAY, 601, ("b", "z", "a"))],
        ),
        (
            [Valid("a", TODAY, None, 601), Valid("b", TODAY, None, 601), Valid("c", TOMORROW, None, 5)],
            [Span(TOMORROW, TOMORROW, ("a", "b")), Span(AFTER, None, ("a", "b", "c"))],
            [Part(TODAY, 601, ("a", "b")), Part(TOMORROW, 5, ("c", "a", "b"))],
        ),
    ],
)
def test_what_begins_during_a_day_has_the_rest_of_it_and_then_whole_days(
    valid: list[Valid[str]], days: list[Span[str]], rests: list[Part[str]]
) -> None:
    assert list(spans(valid)) == days
    assert list(parts(valid)) == rests


MUSIC = put(song("music", 300), "scheduled", "2026-11-01T08:00", first=date(2026, 11, 1))


@pytest.mark.parametrize("window", [DAYTIME, AROUND_THE_CLOCK])
def test_a_live_announcement_begins_with_its_first_word(window: Window) -> None:
    contents = [MUSIC, put(song("flood-watch", 40), "live", "2026-11-22T10:00:20")]
    assert heard(contents, "2026-11-22T10:00:59", window).startswith("music")
    assert heard(contents, "2026-11-22T10:01:00", window) == "flood-watch+0"
    assert heard(contents, "2026-11-22T10:01:42", window) == "flood-watch+0"


def test_the_newer_cuts_the_older_of_its_class_and_takes_turns_with_it() -> None:
    older, newer = put(song("a", 50), "live", "2026-11-22T09:00:20"), put(song("b", 20), "live", "2026-11-22T10:00:20")
    assert heard([older], "2026-11-22T10:00:59") == heard([older, newer], "2026-11-22T10:00:59")
    said = [heard([older, newer], f"2026-11-22T10:0{when}") for when in ("1:00", "1:22", "2:14")]
    assert said == ["b+0", "a+0", "b+0"]
    assert heard([older, newer], "2026-11-23T05:00:00") == "a+0"


@pytest.mark.parametrize("on", ["scheduled", "priority"])
def test_a_priority_item_lets_finish_what_is_on_whatever_that_is(on: SlotClass) -> None:
    played = put(song("on", 50), on, "2026-11-22T05:00:30", first=TODAY)
    newer = put(song("b", 20), "priority", "2026-11-22T10:00:20")
    before = heard([played], "2026-11-22T10:00:59.999")
    left_s = 50 - float(before.removeprefix("on+"))
    assert heard([played, newer], "2026-11-22T10:01:00") == heard([played], "2026-11-22T10:01:00")
    ends = datetime.fromisoformat("2026-11-22T10:00:59.999") + timedelta(seconds=left_s)
    assert heard([played, newer], ends.isoformat()) == "b+0"


def test_over_music_it_begins_with_its_first_word_too() -> None:
    contents = [MUSIC, put(song("notice", 30), "live", "2026-11-22T10:00:20", over="duck")]
    assert heard(contents, "2026-11-22T10:01:00") == "notice+0"
    manifest = compile_manifest(PLACE, contents)
    assert {one.over for one in manifest.slots if one.slot_class == "live"} == {"duck"}


@pytest.mark.parametrize(
    ("published", "last", "when", "on"),
    [
        ("2026-11-22T23:59:10", None, "2026-11-22T23:59:59", False),
        ("2026-11-22T23:59:10", None, "2026-11-23T00:00:00", True),
        ("2026-11-22T23:59:50", None, "2026-11-23T00:00:59", False),
        ("2026-11-22T23:59:50", None, "2026-11-23T00:01:00", True),
        ("2026-11-22T20:00:00", TODAY, "2026-11-22T20:00:59", False),
        ("2026-11-22T20:00:00", TODAY, "2026-11-22T20:01:00", True),
        ("2026-11-22T20:00:00", TODAY, "2026-11-23T00:00:00", False),
        ("2026-11-22T23:59:10", TODAY, "2026-11-22T23:59:59", False),
        ("2026-11-22T23:59:10", TODAY, "2026-11-23T00:00:00", False),
        ("2026-11-21T20:00:00", None, "2026-11-21T20:01:00", False),
        ("2026-11-21T20:00:00", None, "2026-11-22T00:00:00", True),
    ],
)
def test_at_the_edges_of_its_days(published: str, last: date | None, when: str, on: bool) -> None:
    assert bool(heard([put(song("b", 7), "live", published, last)], when, AROUND_THE_CLOCK)) == on


@given(
    minutes=st.lists(st.integers(0, 1439), min_size=1, max_size=5),
    classes=st.sampled_from(["live", "priority"]),
    shown=st.booleans(),
)
def test_whatever_begins_first_is_first_then_and_the_manifest_is_whole(
    minutes: list[int], classes: SlotClass, shown: bool
) -> None:
    made = [picture(f"i{number}") if shown else song(f"i{number}", 9) for number in range(len(minutes))]
    contents = [Published(item, classes, TODAY, None, minute) for item, minute in zip(made, minutes, strict=True)]
    manifest = compile_manifest(PLACE, contents)
    assert read_manifest(encode_manifest(manifest)) == manifest
    playlists = {one.id: one.item_ids for one in manifest.playlists}
    in_turn = sorted((one for one in manifest.slots if one.first_date == TODAY), key=lambda one: one.id)
    starts = [one.start for one in in_turn]
    assert starts == sorted({f"{minute // 60:02}:{minute % 60:02}" for minute in minutes}, reverse=True)
    for slot in in_turn:
        begun = [one.item.id for one in contents if f"{one.minute // 60:02}:{one.minute % 60:02}" == slot.start]
        assert list(playlists[slot.playlist_id][: len(begun)]) == begun


@pytest.fixture
def notice(tmp_path: Path) -> Upload:
    path = tmp_path / "nuoc-lon.txt"
    path.write_text("Nước sông đang lên\n\nBà con vùng trũng chuyển đồ đạc lên cao.", "utf-8")
    return Upload(path, path.name)


def test_a_later_look_finds_the_same_and_publishing_anew_begins_anew(workshop: Workshop, notice: Upload) -> None:
    how = Options(first_date=date(2026, 1, 1), slot_class="live")
    [content] = publish_files(workshop, APPROVER, [notice], NORTH, how)
    assert republish(workshop, PACE) == 4
    chime = chime_in(workshop)
    with session_scope(workshop.engine, writes=False) as session:
        for hours in (0, 5, 30, 24 * 40):
            later_ms = EpochMs(wall_ms() + hours * 3_600_000)
            assert look(session, workshop.store, PACE, chime, later_ms).due == []
    with session_scope(workshop.engine) as session:
        row = session.get_one(Content, content.id)
        row.published_at_ms = begun_ms = row.published_at_ms - 86_400_000
        bulletins.withdraw(session, APPROVER, content.id, EpochMs(wall_ms()))
        assert session.get_one(Content, content.id).published_at_ms == begun_ms
    [again] = publish_files(workshop, APPROVER, [notice], NORTH, how)
    assert again.id == content.id and again.published_at_ms >= begun_ms + 86_400_000


def test_its_slot_begins_after_the_publication(workshop: Workshop, notice: Upload) -> None:
    how = Options(first_date=date(2026, 1, 1), slot_class="live")
    [content] = publish_files(workshop, APPROVER, [notice], NORTH, how)
    republish(workshop, PACE)
    begins = beginning("live", how.first_date, EpochMs(content.published_at_ms), ZONE)
    with session_scope(workshop.engine, writes=False) as session:
        [slot] = [one for one in manifest_of(workshop, session, "loa").slots if one.first_date == begins.day]
    assert slot.start == f"{begins.minute // 60:02}:{begins.minute % 60:02}"
