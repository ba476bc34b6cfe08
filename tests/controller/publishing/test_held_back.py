"""A unit whose manifest no device would take keeps what it has, is told why, and keeps nobody else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from controller.bulletins import service as bulletins
from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.clock import wall_ms
from controller.db import session_scope
from controller.documents import service as documents
from controller.held_back.models import HeldBack
from controller.held_back.service import find_held_back, page_of_held_back, reasons_seen
from controller.library.workshop import Workshop
from controller.publishing import bound
from controller.publishing.jobs import republish
from controller.publishing.models import Tuning
from protocol.limits import LIMITS
from tests.controller.places import FIRST_DAY, NORTH, SOUTH, person
from tests.controller.publishing.steps import PACE

APPROVER = person("approver")
OF_NORTH = ("led-1", "led-2", "loa")


def publish(workshop: Workshop, folder: Path, title: str, unit_id: str) -> str:
    path = folder / "tin.txt"
    path.write_text(f"{title}\n\nMười chín giờ tối nay.", "utf-8")
    options = Options(first_date=FIRST_DAY)
    return publish_files(workshop, APPROVER, [Upload(path, path.name)], unit_id, options)[0].id


def revisions(workshop: Workshop) -> dict[str, int]:
    with session_scope(workshop.engine, writes=False) as session:
        found = {one: documents.find(session, "desired", one) for one in (*OF_NORTH, "board")}
    return {device: row.rev if row else 0 for device, row in found.items()}


def held(workshop: Workshop) -> dict[str, HeldBack]:
    with session_scope(workshop.engine, writes=False) as session:
        return {one.device_id: one for one in page_of_held_back(session, APPROVER, "", 100)}


def test_others_are_told_and_the_last_good_manifest_stays_in_force(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(workshop, tmp_path, "Tin đầu", NORTH)
    assert republish(workshop, PACE) == 4
    monkeypatch.setattr(bound, "LIMITS", replace(LIMITS, items_in_a_manifest=6))
    more = [publish(workshop, tmp_path, f"Tin {number}", NORTH) for number in range(4)]
    publish(workshop, tmp_path, "Tin phía nam", SOUTH)
    assert republish(workshop, PACE) == 1
    assert revisions(workshop) == dict.fromkeys(OF_NORTH, 1) | {"board": 2}
    found = held(workshop)
    assert found.keys() == set(OF_NORTH)
    assert "5 nội dung của Phường Bình Phước" in found["led-1"].reason_vi
    assert "Withdraw old contents" in found["led-1"].reason_en

    assert republish(workshop, PACE) == 0
    assert {one.device_id: one.since_ms for one in held(workshop).values()} == {
        one.device_id: one.since_ms for one in found.values()
    }
    with session_scope(workshop.engine) as session:
        for one in more:
            bulletins.withdraw(session, APPROVER, one, wall_ms())
    publish(workshop, tmp_path, "Tin mới", NORTH)
    assert republish(workshop, PACE) == 3
    assert held(workshop) == {}


def test_a_document_that_is_too_large_keeps_its_own_devices_alone(workshop: Workshop) -> None:
    windows = json.dumps([{"start": "00:00", "minutes": 1}] * 1_500)
    with session_scope(workshop.engine) as session:
        session.add(Tuning(owner=NORTH, sound_windows=windows))
    assert republish(workshop, PACE) == 1
    assert revisions(workshop) == dict.fromkeys(OF_NORTH, 0) | {"board": 1}
    assert str(LIMITS.desired_bytes) in held(workshop)["loa"].reason_vi


def test_only_who_sees_the_devices_is_told(workshop: Workshop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bound, "LIMITS", replace(LIMITS, items_in_a_manifest=0))
    publish(workshop, tmp_path, "Tin", NORTH)
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        assert [one.device_id for one in page_of_held_back(session, person("editor", NORTH), "led-1", 1)] == ["led-2"]
        assert page_of_held_back(session, person("editor", SOUTH), "", 9) == []
        assert reasons_seen(session, person("editor", SOUTH)) == []
        assert len(reasons_seen(session, APPROVER)) >= 1
        assert find_held_back(session, "led-1") is not None and find_held_back(session, "board") is None
