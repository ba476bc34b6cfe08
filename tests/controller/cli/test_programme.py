"""``rao controller programme``: what a board will show, in a terminal and for scripts."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.library.workshop import workshop_of
from controller.people.actor import THE_SYSTEM
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace
from controller.timeline.days import monday_of
from tests.controller.cli.conftest import Rao
from tests.controller.places import CITY, NORTH, stand
from tests.controller.web.running import Running

PACE = Pace(heartbeat_s=60.0, snapshot_s=30.0, time_zone="Asia/Ho_Chi_Minh")
SUNDAY_NIGHT = ("--from", "2026-11-22T21:58", "--to", "2026-11-22T22:05")


@pytest.fixture(scope="module", autouse=True)
def published(running: Running, offline: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    workshop = workshop_of(running.app.state.settings, running.app.state.engine)
    with session_scope(workshop.engine) as session:
        stand(session, "led", NORTH, "led-p5-640x384")
    folder = tmp_path_factory.mktemp("in")
    for title, unit_id, slot_class in (("Họp tổ", NORTH, "scheduled"), ("Phòng lũ", CITY, "priority")):
        path = folder / f"{title}.txt"
        path.write_text(f"{title}\n\nTối thứ Sáu, 19 giờ, tại nhà văn hóa.", "utf-8")
        options = Options(first_date=date(2026, 11, 1), slot_class=slot_class)  # type: ignore[arg-type]
        publish_files(workshop, THE_SYSTEM, [Upload(path, path.name)], unit_id, options)
    republish(workshop, PACE)


def test_sunday_night_step_by_step(rao: Rao) -> None:
    found = rao("programme", "led", *SUNDAY_NIGHT)
    assert found.exit_code == 0, found.output
    heads, first, *_, last = found.stdout.splitlines()
    assert heads.split() == ["FROM", "UNTIL", "SCREEN", "LOUDSPEAKER", "WHY"]
    assert first.startswith("21:58:00") and "Họp tổ" in first and "The programme, all day." in first
    assert last.split()[1] == "22:05:00"


def test_the_same_for_scripts(rao: Rao) -> None:
    found = json.loads(rao("programme", "led", *SUNDAY_NIGHT, "--json").stdout)
    assert (found["begin"], found["end"]) == ("2026-11-22T14:58:00Z", "2026-11-22T15:05:00Z")
    assert {step["sound"] for step in found["steps"]} == {None}


def test_what_will_not_be_shown(rao: Rao) -> None:
    monday = monday_of(day_of(wall_ms(), "Asia/Ho_Chi_Minh")) + timedelta(days=7)
    told = rao("programme", "led", "--lost", "--from", str(monday)).stdout
    assert told.startswith("Họp tổ: Not shown 00:00–24:00 Mon ")
    assert "the priority bulletin “Phòng lũ” of Thành phố Đồng Nai is on then." in told
    [lost] = json.loads(rao("programme", "led", "--lost", "--from", str(monday), "--json").stdout)
    assert lost["why"] == "beaten"
    assert rao("programme", "led", "--lost", "--from", "2026-09-07").stdout == "All that is scheduled will be on.\n"


def test_a_day_is_told_in_parts_of_a_thousand_steps(rao: Rao) -> None:
    found = rao("programme", "led", "--from", "2026-11-22T00:00", "--to", "2026-11-23T00:00")
    *rows, more = found.stdout.splitlines()
    assert len(rows) == 1_001
    assert more == f"There is more: --from 2026-11-22T{rows[-1].split()[1]}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("led", "--from", "hôm qua"), "is no moment"),
        (("led", "--from", "2026-11-22T10:00", "--to", "2026-11-22T09:00"), "from a second to a day"),
        (("nowhere",), "no device"),
    ],
)
def test_what_can_not_be_told_is_refused(rao: Rao, words: tuple[str, ...], said: str) -> None:
    refused = rao("programme", *words)
    assert refused.exit_code != 0
    assert said in refused.output
