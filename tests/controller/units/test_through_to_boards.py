"""What boards are told after a merger: their new unit, and what ran on them runs on there and nowhere else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import msgspec
from sqlalchemy import Engine

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.bulletins.service import list_contents, withdraw
from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.documents import service as documents
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from controller.people.actor import THE_SYSTEM, Actor
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace
from controller.units import events
from controller.units.order import NewUnit, Order
from media.speech.espeak import Espeak
from protocol.documents import Desired
from protocol.ids import Sha256
from tests.controller.places import CITY, NORTH, SOUTH, settle, stand
from tests.controller.units.province import ZONE
from tests.controller.units.test_events import warn

PACE = Pace(heartbeat_s=60.0, snapshot_s=30.0, time_zone=ZONE)
TODAY = day_of(wall_ms(), ZONE)
HEIR = f"25195-{TODAY:%Y%m%d}"


def test_a_merger_reaches_the_boards(any_engine: Engine, tmp_path: Path) -> None:
    workshop = Workshop(any_engine, FolderStore(tmp_path / "media"), (Espeak(),), ("vi",))
    with session_scope(any_engine) as session:
        settle(session)
        stand(session, "north", NORTH, "led-p5-640x384")
        stand(session, "south", SOUTH, "led-p5-640x384")
    notice = publish(workshop, tmp_path, NORTH, "Cắt điện ở khu phố 1")
    with session_scope(any_engine) as session:
        warn(session, "a-north", NORTH, wall_ms() - 1)
    assert republish(workshop, PACE) == 2
    merged = Order("merge", TODAY, (NewUnit("25195", "Phường Chung"),), {NORTH: HEIR, SOUTH: HEIR})
    with session_scope(any_engine) as session:
        events.order_event(session, THE_SYSTEM, merged, wall_ms(), ZONE)
        stand(session, "new", HEIR, "led-p5-640x384")
    assert (republish(workshop, PACE), republish(workshop, PACE)) == (3, 0)
    told = {one: desired(any_engine, one) for one in ("north", "south", "new")}
    assert {one: (state.unit_name, state.areas) for one, state in told.items()} == {
        "north": ("Phường Chung", (HEIR, CITY, NORTH)),
        "south": ("Phường Chung", (HEIR, CITY)),
        "new": ("Phường Chung", (HEIR, CITY)),
    }
    assert [one for one, state in told.items() if notice in items(workshop, state)] == ["north"]
    leader = Actor(None, "approver", HEIR)
    with session_scope(any_engine) as session:
        assert [one.unit_id for one in list_contents(session, leader)] == [NORTH]
        withdraw(session, leader, notice, wall_ms())
    assert republish(workshop, PACE) == 1
    assert notice not in items(workshop, desired(any_engine, "north"))


def publish(workshop: Workshop, folder: Path, unit_id: str, text: str) -> str:
    path = folder / "tin.txt"
    path.write_text(text, "utf-8")
    options = Options(first_date=date(2026, 1, 1))
    [content] = publish_files(workshop, THE_SYSTEM, [Upload(path, path.name)], unit_id, options)
    return content.id


def desired(engine: Engine, device_id: str) -> Desired:
    with session_scope(engine, writes=False) as session:
        row = documents.find(session, "desired", device_id)
        assert row is not None
        return msgspec.json.decode(row.body, type=Desired)


def items(workshop: Workshop, state: Desired) -> set[str]:
    assert state.manifest is not None
    manifest = json.loads(workshop.store.path_of(Sha256(state.manifest.sha256)).read_bytes())
    return {one["id"] for one in manifest.get("items", ())}
