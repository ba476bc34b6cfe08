"""Whoever stops the controller does not wait for a clip: it is begun again by the next one."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest
from sqlalchemy import Engine
from sqlmodel import select

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.bulletins.models import Rendition
from controller.db import session_scope
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from controller.run.house import House
from controller.run.jobs import make_clips_ready
from controller.web.bus import Bus
from media.specimen import make_clip
from tests.controller.places import NORTH, person, settle, stand
from tests.servers.waiting import wait_for


@pytest.mark.timeout(180)
def test_a_clip_is_broken_off_and_its_child_ends(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("controller.preparation.jobs.TOLD_EVERY_S", 0.0)
    with session_scope(engine) as session:
        settle(session)
        stand(session, "board", NORTH, "bulletin-1080p")
    clip = tmp_path / "le-hoi.mp4"
    make_clip(clip, duration_ms=20_000, width_px=640, height_px=360)
    workshop = Workshop(engine, FolderStore(tmp_path / "media"), (), ()).with_worker()
    publish_files(workshop, person("approver"), [Upload(clip, clip.name)], NORTH, Options(date(2026, 11, 22)))
    nobody: Any = None
    house = House(nobody, engine, Bus(), nobody, nobody, nobody, workshop)
    job = threading.Thread(target=make_clips_ready, args=(house,))
    job.start()
    wait_for(children, "it is being made", 60.0)
    house.closing.set()
    job.join(60)
    assert not job.is_alive()
    wait_for(lambda: not children(), "the child ended", 20.0)
    with session_scope(engine, writes=False) as session:
        assert session.exec(select(Rendition)).all() == []


def children() -> list[psutil.Process]:
    return [one for one in psutil.Process().children() if "media.video.transcode_child" in " ".join(one.cmdline())]
