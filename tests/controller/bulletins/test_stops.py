"""What must not be shown is refused whoever publishes it; what only could be better is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.bulletins.models import Content
from controller.bulletins.stops import refuse_stops
from controller.db import session_scope
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from media.legibility import Remark, flash_remarks
from protocol.errors import InvalidMedia
from protocol.words import Words
from tests.controller.places import NORTH, person, settle, stand
from tests.media.video.test_flashes import write_blinking


@pytest.fixture
def workshop(engine: Engine, tmp_path: Path) -> Workshop:
    with session_scope(engine) as session:
        settle(session)
        stand(session, "led-1", NORTH, "led-p5-640x384")
    return Workshop(engine, FolderStore(tmp_path / "media"), (), ())


def publish(workshop: Workshop, path: Path) -> None:
    publish_files(workshop, person("approver"), [Upload(path, path.name)], NORTH, Options(date(2026, 1, 1)))


def on_air(workshop: Workshop) -> int:
    with session_scope(workshop.engine, writes=False) as session:
        return len(session.exec(select(Content)).all())


def test_a_clip_that_flashes_is_refused_with_the_reason(workshop: Workshop, tmp_path: Path) -> None:
    with pytest.raises(InvalidMedia) as refused:
        publish(workshop, write_blinking(tmp_path / "chop.mp4", 10))
    assert "10 lần một giây" in refused.value.problem.vi
    assert on_air(workshop) == 0


def test_a_clip_that_flashes_as_often_as_it_may_is_published(workshop: Workshop, tmp_path: Path) -> None:
    publish(workshop, write_blinking(tmp_path / "cham.mp4", 2))
    assert on_air(workshop) == 1


def test_warnings_and_notes_stop_nothing() -> None:
    words = Words("Nên sửa.", "Better mend it.")
    refuse_stops([Remark("note", words), Remark("warning", words)])
    refuse_stops(flash_remarks(3))
    with pytest.raises(InvalidMedia) as refused:
        refuse_stops([Remark("warning", Words("a", "a")), Remark("stop", words)])
    assert refused.value.problem == words
