from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlmodel import Session

from controller.bulletins import service as bulletins
from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.clock import wall_ms
from controller.db import session_scope
from controller.devices.models import Device
from controller.documents import service as documents
from controller.library.service import find
from controller.library.sounds import chime_in
from controller.library.store import Stored
from controller.library.workshop import Workshop
from controller.publishing import service
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace, look
from controller.publishing.tuning import set_sound_windows
from protocol.documents import Desired, Window
from protocol.errors import NotAllowed
from protocol.ids import EpochMs, Sha256
from protocol.manifest import AudioItem, BulletinItem, Manifest, SequenceItem
from protocol.manifest_check import read_manifest
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, PlayItem, ShowItem
from tests.controller.places import CITY, NORTH, SOUTH, person

PACE = Pace(heartbeat_s=60.0, snapshot_s=30.0, time_zone="Asia/Ho_Chi_Minh")
APPROVER = person("approver")
DEVICES = ("led-1", "led-2", "loa", "board")
DAY_MS = 24 * 60 * 60 * 1000


@pytest.fixture
def notice(tmp_path: Path) -> Upload:
    path = tmp_path / "cat-dien.txt"
    path.write_text("Thông báo cắt điện\n\nNgày mai cắt điện từ 8 giờ đến 11 giờ ở khu phố Tân Trà.", "utf-8")
    return Upload(path, path.name)


def publish(workshop: Workshop, notice: Upload, unit_id: str = NORTH, last: date | None = None) -> str:
    options = Options(first_date=date(2026, 1, 1), last_date=last)
    return publish_files(workshop, APPROVER, [notice], unit_id, options)[0].id


def desired(session: Session, device: str) -> Desired:
    row = documents.find(session, "desired", device)
    assert row is not None
    return msgspec.json.decode(row.body, type=Desired)


def manifest(workshop: Workshop, session: Session, device: str) -> Manifest:
    blob = desired(session, device).manifest
    assert blob is not None
    assert find(session, blob.sha256).size_bytes == blob.size_bytes
    return read_manifest(workshop.store.path_of(Sha256(blob.sha256)).read_bytes())


def published(workshop: Workshop, session: Session, device: str) -> list[str]:
    """The ids of the contents a device has; what goes around the words of a text is none."""
    items = manifest(workshop, session, device).items
    return [one.id for one in items if not isinstance(one, AudioItem | SequenceItem)]


def test_every_device_is_told_once_and_then_nothing_changes(workshop: Workshop, notice: Upload) -> None:
    publish(workshop, notice)
    assert republish(workshop, PACE) == 4
    with session_scope(workshop.engine, writes=False) as session:
        before = {one: documents.find(session, "desired", one) for one in ("led-1", "led-2", "loa", "board")}
    assert republish(workshop, PACE) == 0
    with session_scope(workshop.engine, writes=False) as session:
        assert {one: documents.find(session, "desired", one) for one in before} == before


def test_a_board_is_told_its_unit_its_areas_and_its_pace(workshop: Workshop) -> None:
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        told = desired(session, "led-1")
    assert (told.unit_name, told.areas) == ("Phường Bình Phước", (NORTH, CITY))
    assert (told.heartbeat_s, told.snapshot_s) == (60.0, 30.0)


def test_equal_boards_share_a_manifest_and_what_is_published_below_concerns_nobody_else(
    workshop: Workshop, notice: Upload
) -> None:
    content_id = publish(workshop, notice)
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        assert desired(session, "led-1").manifest == desired(session, "led-2").manifest
        assert desired(session, "led-1").manifest != desired(session, "loa").manifest
        assert published(workshop, session, "led-1") == [content_id]
        assert manifest(workshop, session, "board").items == ()


def test_what_the_city_publishes_reaches_every_commune(workshop: Workshop, notice: Upload) -> None:
    content_id = publish(workshop, notice, CITY)
    assert republish(workshop, PACE) == 4
    with session_scope(workshop.engine, writes=False) as session:
        for device in ("led-1", "loa", "board"):
            assert published(workshop, session, device) == [content_id]


def test_a_programme_shows_and_says_what_was_published(workshop: Workshop, notice: Upload) -> None:
    content_id = publish(workshop, notice)
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        on_led = programme(manifest(workshop, session, "led-1"), Alerts(), wall_ms(), Board(640, 384, has_sound=False))
        windows = (Window(start="00:00", minutes=1440),)
        board = Board(0, 0, has_sound=True, sound_windows=windows)
        on_loa = programme(manifest(workshop, session, "loa"), Alerts(), EpochMs(wall_ms()), board)
        while not (isinstance(on_loa.sound, PlayItem) and isinstance(on_loa.sound.item, BulletinItem)):
            on_loa = programme(manifest(workshop, session, "loa"), Alerts(), on_loa.until_ms, board)
    assert isinstance(on_led.screen, ShowItem)
    assert on_led.screen.item.id == content_id
    running = [ticker.text for ticker in on_led.tickers]
    assert running == ["Thông báo cắt điện: Ngày mai cắt điện từ 8 giờ đến 11 giờ ở khu phố Tân Trà."]
    assert on_loa.screen is None
    assert on_loa.sound.item.id == content_id


def test_withdrawing_tells_only_those_who_had_it(workshop: Workshop, notice: Upload) -> None:
    content_id = publish(workshop, notice)
    republish(workshop, PACE)
    with session_scope(workshop.engine) as session:
        bulletins.withdraw(session, APPROVER, content_id, wall_ms())
    assert republish(workshop, PACE) == 3
    with session_scope(workshop.engine, writes=False) as session:
        assert manifest(workshop, session, "led-1").items == ()


def test_what_was_on_the_air_before_comes_back_as_a_newer_revision_of_the_same_manifest(
    workshop: Workshop, notice: Upload
) -> None:
    told: list[tuple[int, Desired]] = []
    content_id = publish(workshop, notice)
    for step in ("published", "withdrawn", "published again"):
        if step == "withdrawn":
            with session_scope(workshop.engine) as session:
                bulletins.withdraw(session, APPROVER, content_id, wall_ms())
        else:
            assert publish(workshop, notice) == content_id
        republish(workshop, PACE)
        with session_scope(workshop.engine, writes=False) as session:
            row = documents.find(session, "desired", "led-1")
            told.append((row.rev if row else 0, desired(session, "led-1")))
    first, without, again = told
    assert [rev for rev, _ in told] == [1, 2, 3]
    assert again[1] == first[1] != without[1]


def test_what_has_ended_leaves_the_manifest_by_itself(workshop: Workshop, notice: Upload) -> None:
    publish(workshop, notice, last=date(2026, 6, 30))
    chime = chime_in(workshop)
    with session_scope(workshop.engine) as session:
        june = EpochMs(1_782_777_600_000)
        assert service.state(session, look(session, workshop.store, PACE, chime, june).due, june) == 4
        assert len(published(workshop, session, "led-1")) == 1
        july = EpochMs(june + 2 * DAY_MS)
        assert service.state(session, look(session, workshop.store, PACE, chime, july).due, july) == 3
        assert manifest(workshop, session, "led-1").items == ()


def test_a_retired_device_is_told_nothing_more(workshop: Workshop) -> None:
    with session_scope(workshop.engine) as session:
        session.get_one(Device, "loa").retired_at_ms = 1
    assert republish(workshop, PACE) == 3


def test_the_nearest_windows_hold(workshop: Workshop) -> None:
    morning, evening = Window(start="06:00", minutes=30), Window(start="18:00", minutes=30)
    with session_scope(workshop.engine) as session:
        set_sound_windows(session, APPROVER, CITY, CITY, [morning])
        set_sound_windows(session, APPROVER, "loa", NORTH, [evening])
        with pytest.raises(NotAllowed):
            set_sound_windows(session, person("approver", SOUTH), NORTH, NORTH, [])
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        assert desired(session, "loa").sound_windows == (evening,)
        assert desired(session, "board").sound_windows == (morning,)


def test_without_a_word_about_windows_the_house_rule_holds(workshop: Workshop) -> None:
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        windows = desired(session, "loa").sound_windows
    assert [(window.start, window.minutes) for window in windows] == [("05:30", 60), ("17:00", 60)]


class PowerCut(Exception):
    """The process ends here."""


class FailingStore:
    """A store whose ``at``-th write never happens."""

    def __init__(self, workshop: Workshop, at: int) -> None:
        self._store, self._left = workshop.store, at

    def keep(self, data: bytes) -> Stored:
        self._left -= 1
        if self._left < 0:
            raise PowerCut
        return self._store.keep(data)

    def keep_all(self, contents: Sequence[bytes]) -> None:
        for data in contents:
            self.keep(data)

    def keep_file(self, path: Path) -> Stored:
        return self._store.keep_file(path)

    def path_of(self, sha256: Sha256) -> Path:
        return self._store.path_of(sha256)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_a_crash_between_two_manifests_leaves_the_old_state_and_the_next_look_heals_it(
    workshop: Workshop, notice: Upload, at: int
) -> None:
    republish(workshop, PACE)
    publish(workshop, notice, CITY)
    old = all_stated(workshop)
    with pytest.raises(PowerCut):
        republish(replace(workshop, store=FailingStore(workshop, at)), PACE)
    assert all_stated(workshop) == old
    assert republish(workshop, PACE) == 4
    with session_scope(workshop.engine, writes=False) as session:
        for device in DEVICES:
            assert len(published(workshop, session, device)) == 1


def all_stated(workshop: Workshop) -> dict[str, Desired]:
    with session_scope(workshop.engine, writes=False) as session:
        return {device: desired(session, device) for device in DEVICES}
