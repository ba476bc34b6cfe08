"""``rao controller units ...``: lists, events with a dry run first, and what is told for people and for scripts."""

from __future__ import annotations

import json
from datetime import timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.devices.models import Device
from tests.controller.cli.conftest import Rao
from tests.controller.places import NORTH, SOUTH, stand
from tests.controller.web.running import Running

TODAY = day_of(wall_ms(), "Asia/Ho_Chi_Minh")
DAY, LATER = TODAY.isoformat(), (TODAY + timedelta(days=30)).isoformat()
STAMP, LATER_STAMP = DAY.replace("-", ""), LATER.replace("-", "")
DATA = resources.files("controller.units") / "data"


@pytest.fixture(scope="module", autouse=True)
def boards(running: Running) -> None:
    with session_scope(running.app.state.engine) as session:
        for name, unit_id in (
            ("led-1", NORTH),
            ("led-2", SOUTH),
            ("led-3", "25217-20250701"),
            ("led-4", "25217-20250701"),
        ):
            stand(session, name, unit_id, "led-p5-640x384")


def answer(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def home_of(running: Running, device_id: str) -> str:
    with session_scope(running.app.state.engine, writes=False) as session:
        return session.get_one(Device, device_id).unit_id


def test_the_tree_of_a_day_past(rao: Rao) -> None:
    lines = rao("units", "tree", "--as-of", "2025-06-30").output.splitlines()
    assert (lines[0], len(lines)) == ("Tỉnh Bình Phước  70-19000101", 123)
    assert "    Phường Tân Phú  25195-19000101" in lines


def test_the_shipped_list_is_as_before(rao: Rao, tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text((DATA / "units.csv").read_text("utf-8"), "utf-8-sig")
    assert answer(rao("units", "import", str(path), "--dry-run", "--json"))["same"] == 233
    assert rao("units", "import", str(path)).output.splitlines()[0] == "0 new, 0 changed, 233 as before."
    assert "Nothing was written" in rao("units", "import", str(path), "--dry-run").output


def test_bad_rows_are_told(rao: Rao, tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text("code,name,kind,tier,parent_code\n1,A,Xã,commune,99\n2,,Xã,commune,\n", "utf-8")
    refused = rao("units", "import", str(path))
    assert refused.exit_code == 2
    assert "2 bad rows: line 2: no unit 99 is above it; line 3: can't be read (name: '')" in refused.output
    path.write_bytes(b"\xff\xfe")
    assert "is no UTF-8 text" in rao("units", "import", str(path)).output


def test_a_merger_is_looked_at_then_done(running: Running, rao: Rao) -> None:
    words = (
        "units",
        "merge",
        NORTH,
        "Phường Đồng Xoài",
        "--effective",
        DAY,
        "--code",
        "25195",
        "--name",
        "Phường Chung",
    )
    looked = rao(*words, "--dry-run")
    assert f"Phường Đồng Xoài ({SOUTH}) -> Phường Chung (25195-{STAMP})  1 devices" in looked.output
    assert looked.output.splitlines()[-1] == f"From {DAY}: 2 devices. Nothing was written."
    assert home_of(running, "led-1") == NORTH
    done = answer(rao(*words, "--json"))
    assert (done["state"], done["totals"], done["arriving"]) == (
        "applied",
        {"device": 2},
        {f"25195-{STAMP}": {"device": 2}},
    )
    assert home_of(running, "led-2") == f"25195-{STAMP}"
    again = rao(*words)
    assert again.exit_code != 0


def test_a_split_asks_and_takes_places_from_a_file(running: Running, rao: Rao, tmp_path: Path) -> None:
    words = (
        "units",
        "split",
        "25217-20250701",
        "--into",
        "25217=Phường Một",
        "--into",
        "25218=Phường Hai",
        "--effective",
        LATER,
    )
    asked = rao(*words, "--dry-run", "--to", "device:led-3=25218")
    assert f"? led-4: add --to device:led-4=25217-{LATER_STAMP} | 25218-{LATER_STAMP}" in asked.output
    assert "led-3:" not in asked.output
    assert "1 undecided" in rao(*words, "--to", "device:led-3=25218").output
    places = tmp_path / "places.csv"
    places.write_text("thing,unit\ndevice:led-3,25218\ndevice:led-4,25217\n", "utf-8")
    waiting = rao(*words, "--places", str(places), "--basis", "NQ 1")
    assert f"waits for {LATER}: 2 devices." in waiting.output
    assert home_of(running, "led-3") == "25217-20250701"
    assert f"  Phường Hai  25218-{LATER_STAMP}" in rao("units", "tree", "--as-of", LATER).output.splitlines()
    [event] = [one for one in answer(rao("units", "events", "--json")) if one["kind"] == "split"]
    assert "NQ 1" in rao("units", "events").output
    assert rao("units", "cancel", str(event["id"])).output == f"Event {event['id']} is cancelled.\n"


def test_where_things_stand_decides_when_the_parts_have_points(rao: Rao, tmp_path: Path) -> None:
    places = tmp_path / "places.csv"
    places.write_text("thing,lat,lon\ndevice:led-3,11.8,106.9\ndevice:led-4,11.9,107.1\n", "utf-8")
    words = ("units", "split", "25217-20250701", "--effective", LATER, "--into", "25217=Một@11.8,106.9", "--into")
    unknown = answer(rao(*words, "25218=Hai", "--places", str(places), "--dry-run", "--json"))
    assert [one["key"] for one in unknown["undecided"]] == ["device led-3", "device led-4"]
    words = (*words, "25218=Hai@11.9,107.1")
    near = answer(rao(*words, "--places", str(places), "--dry-run", "--json"))
    assert (near["undecided"], [len(one) for one in near["arriving"].values()]) == ([], [1, 1])
    assert "is no LAT,LON" in rao(*words[:-1], "25218=Hai@x", "--dry-run").output
    for bad in ("thing,lat,lon\ndevice:led-3,x,y\n", "thing,unit\n,25218\n"):
        places.write_text(bad, "utf-8")
        assert "--places has a row that can't be read" in rao(*words, "--places", str(places)).output


def test_names_change_and_units_move(rao: Rao) -> None:
    renamed = answer(
        rao("units", "rename", "25222-20250701", "--name", "Xã Mới", "--effective", LATER, "--dry-run", "--json")
    )
    assert [unit["name"] for unit in renamed["begins"]] == ["Xã Mới"]
    words = ("units", "move", "25222-20250701", "--under", "25225-20250701", "--effective", LATER)
    moved = answer(rao(*words, "--dry-run", "--json"))
    assert moved["ends"][0]["into"] == [{"id": f"25222-{LATER_STAMP}", "name": "Xã Bù Gia Mập", "kind": "Xã"}]
    told = rao(*words, "--dry-run").output.splitlines()[-1]
    assert told == f"From {LATER}: no devices, people or contents. Nothing was written."
    listed = answer(rao("units", "rename", "--listed", "--effective", "2026-04-30", "--dry-run", "--json"))
    assert len(listed["ends"]) == 14
    assert "renews no unit" in rao("units", "rename", "--listed", "--effective", "2026-01-01").output
    gone = rao("units", "move", "25195-19000101", "--under", "25225-20250701", "--effective", LATER)
    assert "does not exist on the day before" in gone.output


def test_a_list_of_mergers_is_reviewed(rao: Rao, tmp_path: Path) -> None:
    path = tmp_path / "mergers.csv"
    path.write_text((DATA / "mergers.csv").read_text("utf-8"), "utf-8")
    also = ("--also", "70-19000101=75-20250701")
    reviewed = answer(rao("units", "merge", "--file", str(path), *also, "--dry-run", "--json"))
    assert (len(reviewed["ends"]), reviewed["undecided"], reviewed["begins"]) == (112, [], [])


@pytest.mark.parametrize(
    "words",
    [
        ("merge", NORTH),
        ("merge", NORTH, "--effective", DAY),
        ("rename", "--effective", DAY),
        ("split", NORTH, "--into", "25195", "--effective", DAY),
        ("cancel", "0"),
    ],
)
def test_a_command_that_says_too_little_is_refused(rao: Rao, words: tuple[str, ...]) -> None:
    assert rao("units", *words).exit_code == 2
