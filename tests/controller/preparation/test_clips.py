"""Clips are published at once and made ready by the worker, which says how far it is and what it can't do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files, render_missing
from controller.bulletins.models import Content, Rendition
from controller.bulletins.service import withdraw
from controller.db import session_scope
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from controller.preparation import service
from controller.preparation.jobs import prepare_clips
from controller.preparation.models import Preparation
from controller.preparation.schemas import preparation_out
from media.specimen import make_clip
from protocol.errors import InvalidMedia, NotAllowed, NotFound, Unavailable
from protocol.ids import EpochMs, Sha256
from protocol.words import Words
from tests.controller.places import NORTH, SOUTH, person, settle, stand
from tests.media.video.test_flashes import write_blinking

pytestmark = pytest.mark.long
APPROVER = person("approver")
TODAY = Options(date(2026, 11, 22))
Publish = Callable[[Path], Content]


class PowerCut(BaseException):
    """The process ends here."""


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    return any_engine


@pytest.fixture
def workshop(engine: Engine, tmp_path: Path) -> Workshop:
    with session_scope(engine) as session:
        settle(session)
        stand(session, "led", NORTH, "led-p5-640x384")
        stand(session, "board", NORTH, "bulletin-1080p")
    return Workshop(engine, FolderStore(tmp_path / "media"), (), ()).with_worker()


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "le-hoi.mp4"
    make_clip(path, duration_ms=1_000, width_px=320, height_px=180)
    return path


@pytest.fixture
def publish(workshop: Workshop) -> Publish:
    def publish(path: Path) -> Content:
        return publish_files(workshop, APPROVER, [Upload(path, path.name)], NORTH, TODAY)[0]

    return publish


def so_far(workshop: Workshop) -> dict[str, Preparation]:
    with session_scope(workshop.engine, writes=False) as session:
        return dict(service.all_of_them(session))


def ready_for(workshop: Workshop) -> list[str]:
    with session_scope(workshop.engine, writes=False) as session:
        return sorted(f"{row.width_px}x{row.height_px}" for row in session.exec(select(Rendition)).all())


def nobody() -> None:
    """Who listens."""


def test_nobody_waits_for_a_clip(workshop: Workshop, publish: Publish, clip: Path) -> None:
    content = publish(clip)
    assert content.state == "published"
    assert ready_for(workshop) == []
    assert preparation_out(so_far(workshop)[content.id], "vi").stage == "waiting"
    assert render_missing(workshop) == 0, "whoever tells the devices does not wait either"
    told: list[str] = []
    assert prepare_clips(workshop, lambda: told.append(stage_of(workshop, content))) == 2
    assert list(dict.fromkeys(told)) == ["1/2", "2/2", "ready"]
    assert ready_for(workshop) == ["1920x1080", "640x384"]
    assert prepare_clips(workshop, nobody) == 0


def stage_of(workshop: Workshop, content: Content) -> str:
    row = so_far(workshop).get(content.id)
    return f"{row.number}/{row.count}" if row else "ready"


def test_it_says_how_much_is_done(workshop: Workshop, clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("controller.preparation.jobs.TOLD_EVERY_S", 0.0)
    content = publish_files(workshop, APPROVER, [Upload(clip, clip.name)], NORTH, TODAY)[0]
    seen: list[tuple[int, int]] = []

    def look() -> None:
        row = so_far(workshop).get(content.id)
        if row:
            seen.append((row.number, row.percent))

    prepare_clips(workshop, look)
    assert seen == sorted(seen)
    assert len(seen) > 6
    assert seen[-1][0] == 2


def test_a_crash_in_the_middle_goes_on(
    workshop: Workshop, publish: Publish, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("controller.preparation.jobs.TOLD_EVERY_S", 0.0)
    content, steps = publish(clip), 0

    def cut() -> None:
        nonlocal steps
        steps += 1
        row = so_far(workshop)[content.id]
        if row.number == 2 and row.percent > 10:
            raise PowerCut

    with pytest.raises(PowerCut):
        prepare_clips(workshop, cut)
    assert len(ready_for(workshop)) == 1
    assert so_far(workshop)[content.id].percent > 10
    assert prepare_clips(workshop, nobody) == 1
    assert (len(ready_for(workshop)), so_far(workshop)) == (2, {})


def test_what_was_to_be_played_at_once_begins_when_it_is_ready(workshop: Workshop, clip: Path) -> None:
    live = replace(TODAY, slot_class="live")
    [content] = publish_files(workshop, APPROVER, [Upload(clip, clip.name)], NORTH, live)
    with session_scope(workshop.engine) as session:
        held = session.get_one(Content, content.id)
        held.published_at_ms = 1
        session.add(held)
    prepare_clips(workshop, nobody)
    with session_scope(workshop.engine) as session:
        ready_at_ms = session.get_one(Content, content.id).published_at_ms
        assert ready_at_ms >= content.published_at_ms


def test_what_can_not_be_made_says_why_once_and_holds_up_nothing(
    workshop: Workshop, publish: Publish, clip: Path, tmp_path: Path
) -> None:
    bad = publish(write_blinking(tmp_path / "chop.mp4", 10))
    good = publish(clip)
    assert prepare_clips(workshop, nobody) == 2
    row = so_far(workshop)[bad.id]
    assert preparation_out(row, "vi").stage == "failed"
    assert "10 lần một giây" in row.fault_vi
    assert "Sửa rồi phát hành lại" in row.fault_vi
    assert good.id not in so_far(workshop)
    failed_at_ms = row.changed_at_ms
    assert prepare_clips(workshop, nobody) == 0
    assert so_far(workshop)[bad.id].changed_at_ms == failed_at_ms, "it is not tried over and over"
    with session_scope(workshop.engine) as session:
        service.try_again(session, APPROVER, bad.id, EpochMs(failed_at_ms))
    assert preparation_out(so_far(workshop)[bad.id], "en").stage == "waiting"
    assert prepare_clips(workshop, nobody) == 0
    assert so_far(workshop)[bad.id].fault_en


def test_withdrawn_it_is_not_prepared_any_more(workshop: Workshop, publish: Publish, clip: Path) -> None:
    content = publish(clip)
    with session_scope(workshop.engine) as session:
        withdraw(session, APPROVER, content.id, EpochMs(1))
    assert prepare_clips(workshop, nobody) == 0
    assert (ready_for(workshop), so_far(workshop)) == ([], {})


def test_while_the_store_is_away_it_waits(
    workshop: Workshop, publish: Publish, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = publish(clip)

    def away(_store: FolderStore, _sha256: Sha256) -> Path:
        raise Unavailable(Words("Kho mất liên lạc.", "The store is away."), Words("Đợi.", "Wait."))

    with monkeypatch.context() as patched:
        patched.setattr(FolderStore, "path_of", away)
        assert prepare_clips(workshop, nobody) == 0
    assert not so_far(workshop)[content.id].fault_vi
    assert prepare_clips(workshop, nobody) == 2


def test_a_board_of_another_size_has_it_prepared_too(workshop: Workshop, publish: Publish, clip: Path) -> None:
    content = publish(clip)
    prepare_clips(workshop, nobody)
    with session_scope(workshop.engine) as session:
        before = session.get_one(Content, content.id).published_at_ms
        stand(session, "tall", SOUTH, "led-p10-320x160")
    assert prepare_clips(workshop, nobody) == 1
    with session_scope(workshop.engine, writes=False) as session:
        assert session.get_one(Content, content.id).published_at_ms == before, "it has begun long ago"


def test_only_who_may_publish_there_has_it_tried_again(workshop: Workshop, publish: Publish, clip: Path) -> None:
    content = publish(clip)
    with session_scope(workshop.engine) as session:
        service.fail(session, content.id, InvalidMedia(Words("Hỏng.", "Broken."), Words("Sửa.", "Mend.")), EpochMs(1))
        with pytest.raises(NotAllowed):
            service.try_again(session, person("editor"), content.id, EpochMs(1))
        with pytest.raises(NotFound):
            service.try_again(session, person("approver", SOUTH), content.id, EpochMs(1))
        service.try_again(session, APPROVER, content.id, EpochMs(1))
