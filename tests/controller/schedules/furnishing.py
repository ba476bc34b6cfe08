"""A pace, and texts that are published."""

from __future__ import annotations

from pathlib import Path

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.library.workshop import Workshop
from controller.people.actor import THE_SYSTEM
from controller.publishing.survey import Pace
from controller.schedules.kinds import Placement
from tests.controller.places import FIRST_DAY

PACE = Pace(heartbeat_s=60.0, snapshot_s=30.0, time_zone="Asia/Ho_Chi_Minh")


def publish(workshop: Workshop, folder: Path, unit_id: str, title: str, placement: Placement = "loop") -> str:
    path = folder / "tin.txt"
    path.write_text(f"{title}\n\nMười chín giờ tối nay.", "utf-8")
    options = Options(first_date=FIRST_DAY, placement=placement)
    [content] = publish_files(workshop, THE_SYSTEM, [Upload(path, path.name)], unit_id, options)
    return content.id
