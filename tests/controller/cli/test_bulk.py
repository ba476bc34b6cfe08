"""``rao controller devices change`` and ``progress``: the same change to many devices."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from click.testing import Result

from controller.clock import wall_ms
from controller.db import session_scope
from controller.documents import service as documents
from controller.documents.service import current_epoch
from controller.status.service import record_reports
from protocol.ids import DeviceId
from protocol.uplink import Report
from tests.controller.cli.conftest import NEIGHBOUR, Office, answer
from tests.controller.places import stand
from tests.controller.web.running import COMMUNE
from tests.servers.waiting import wait_for

DEVICES = (
    ("led-1", COMMUNE, "led-p5-640x384"),
    ("led-2", COMMUNE, "led-p5-640x384"),
    ("loa", COMMUNE, "speaker-cluster"),
    ("board", NEIGHBOUR, "bulletin-1080p"),
)


def furnish(office: Office) -> None:
    with session_scope(office.engine) as session:
        for device_id, unit_id, profile in DEVICES:
            stand(session, device_id, unit_id, profile)


@pytest.fixture(scope="module")
def boards(office: Office) -> Office:
    """Two boards and a loudspeaker in the commune, a board next door."""
    furnish(office)
    return office


def change(office: Office, *words: str) -> Result:
    return office.typed("technician", "devices", "change", *words)


def changes(told: Any) -> dict[str, dict[str, Any]]:
    """By device: of each field what it would say."""
    lines = ((line["id"], line["changes"]) for line in told["lines"])
    return {device: {one["field"]: one["after"] for one in of_it} for device, of_it in lines if of_it}


def labels(office: Office) -> dict[str, list[str]]:
    return {one["id"]: one["tags"] for one in answer(office.typed("technician", "devices", "--json"))}


def test_a_change_is_reviewed_then_done_to_all_that_are_meant(any_office: Office) -> None:
    furnish(any_office)
    chosen = ("--unit", "phuong binh phuoc", "--kind", "screen", "--label", "Chợ", "--day-brightness", "60")
    reviewed = answer(change(any_office, *chosen, "--dry-run", "--json"))
    assert (reviewed["id"], reviewed["devices"], reviewed["changed"], reviewed["refused"]) == (None, 2, 2, 0)
    assert changes(reviewed) == {one: {"tags": ["Chợ"], "brightness_percent": 60} for one in ("led-1", "led-2")}
    assert set(map(tuple, labels(any_office).values())) == {()}
    done = answer(change(any_office, *chosen, "--json"))
    assert (done["lines"], bool(done["id"])) == (reviewed["lines"], True)
    assert labels(any_office) == {"led-1": ["Chợ"], "led-2": ["Chợ"], "loa": [], "board": []}
    again = answer(change(any_office, "--tag", "chợ", "--label", "chợ", "--dry-run", "--json"))
    assert (again["devices"], again["changed"]) == (2, 0)
    back = answer(change(any_office, "led-1", "led-1", "board", "--unlabel", "chợ", "--brightness", "above", "--json"))
    assert (back["devices"], changes(back)) == (2, {"led-1": {"tags": []}})
    moved = answer(change(any_office, "led-2", "--to", "phuong dong xoai", "--json"))
    assert changes(moved) == {"led-2": {"unit": NEIGHBOUR}}
    progress = answer(any_office.typed("technician", "devices", "progress", done["id"], "--json"))
    assert (progress["devices"], progress["applied"], progress["waiting"]) == (2, 0, ["led-1", "led-2"])


def applied(office: Office, *devices: str) -> None:
    """These devices say that they applied what is stated for them."""
    with session_scope(office.engine) as session:
        for device in devices:
            row = documents.find(session, "desired", device)
            assert row
            at, epoch = wall_ms(), current_epoch(session)
            report = Report(sid="s", at_ms=at, epoch=epoch, seen_rev=row.rev, applied_rev=row.rev)
            record_reports(session, [(DeviceId(device), report)])


def test_it_is_waited_for_until_all_have_it(boards: Office) -> None:
    before = {}

    def revs() -> dict[str, int]:
        with session_scope(boards.engine, writes=False) as session:
            rows = {one: documents.find(session, "desired", one) for one in ("led-1", "led-2")}
            return {one: row.rev for one, row in rows.items() if row}

    def report() -> None:
        wait_for(lambda: len(revs()) == 2 and revs() != before, "they are told")
        applied(boards, "led-1", "led-2")

    reporting = threading.Thread(target=report)
    reporting.start()
    done = change(boards, "led-1", "led-2", "--layout", "clock", "--wait")
    reporting.join()
    assert done.exit_code == 0, done.output
    late = change(boards, "led-1", "--layout", "above", "--wait", "--timeout", "0")
    assert (late.exit_code, late.output.splitlines()[-1]) == (1, "Not yet on: led-1.")
    told = change(boards, "led-2", "--layout", "side", "--wait", "--timeout", "0", "--json")
    assert (told.exit_code, json.loads(told.stdout)["waiting"]) == (1, ["led-2"])


def test_it_is_told_in_words(boards: Office) -> None:
    said = change(boards, "--find", "loa", "--volume", "20:00-06:00=30", "--label", "Trường", "--dry-run")
    heads, line, end = said.output.splitlines()
    assert heads.split() == ["ID", "NAME", "UNIT", "CHANGE"]
    assert "Hours of another volume: above → 20:00-06:00=30; Labels: none → Trường" in line
    assert end == "1 of 1 devices change, 0 can't. Nothing was written."
    done = boards.typed("technician", "devices", "change", "loa", "--day-volume", "70", language="vi_VN.UTF-8").output
    assert "Âm lượng thường ngày" in done
    change_id = done.split()[-1].rstrip(".")
    assert "1/1 thiết bị thay đổi, 0 không đổi được. Lần thay đổi c-" in done
    progress = boards.typed("technician", "devices", "progress", change_id).output
    assert progress.splitlines() == ["Applied on 0 of 1 devices.", "Not yet on: loa."]


def test_one_that_can_not_be_so_holds_up_all(boards: Office) -> None:
    chosen = ("--all", "--layout", "notice-qr")
    reviewed = change(boards, *chosen, "--dry-run")
    assert reviewed.exit_code == 0
    assert "can't be so: " in reviewed.output
    before = answer(change(boards, *chosen, "--dry-run", "--json"))
    refused = change(boards, *chosen)
    assert (refused.exit_code, "These can't be changed: " in refused.output) == (5, True), refused.output
    assert answer(change(boards, *chosen, "--dry-run", "--json")) == before


@pytest.mark.parametrize(
    ("login", "words", "code", "said"),
    [
        ("technician", ("change", "--label", "Chợ"), 2, "or give --all"),
        ("technician", ("change", "led-1", "--tag", "Chợ", "--label", "x"), 2, "or give --all"),
        ("technician", ("change", "--all", "--tag", "Chợ", "--label", "x"), 2, "or give --all"),
        ("technician", ("change", "led-1"), 2, "Nothing is chosen to be changed"),
        ("technician", ("change", "--tag", "none", "--label", "x"), 2, "0 devices are chosen"),
        ("technician", ("change", "led-9", "--label", "x"), 3, "no device"),
        ("technician", ("change", "led-1", "--to", "nowhere"), 3, "units tree"),
        ("technician", ("change", "led-1", "--volume", "loud"), 2, "is not hours like"),
        ("technician", ("change", "led-1", "--day-volume", "200"), 5, "A volume of 200 %"),
        ("editor", ("change", "led-1", "--label", "x"), 4, "may not do this"),
        ("leader", ("change", "led-1", "--label", "x"), 4, "may not do this"),
        ("technician", ("progress", "c-none"), 3, "no such change"),
        ("leader", ("--tag", "Chợ", "change", "--all", "--label", "x"), 2, "--tag must stand after change"),
        ("leader", ("--json", "tag", "led-1"), 2, "--json must stand after tag"),
    ],
)
def test_what_can_not_be_done_is_refused(
    boards: Office, login: str, words: tuple[str, ...], code: int, said: str
) -> None:
    refused = boards.typed(login, "devices", *words)
    assert (refused.exit_code, said in refused.output) == (code, True), refused.output
