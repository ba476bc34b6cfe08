from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from controller.alerts.listing import list_alerts
from controller.alerts.receipts import record_acks
from controller.cli.group import COMMANDS
from controller.clock import wall_ms
from controller.db import session_scope
from controller.link.inbox import AckHeard
from controller.people.actor import THE_SYSTEM
from controller.status.service import Heard, note_listening, record_heartbeats
from protocol.ids import DeviceId, EpochMs
from protocol.uplink import Ack, Status
from tests.controller.cli.conftest import Rao
from tests.controller.places import stand
from tests.controller.web.running import COMMUNE, Running
from tests.servers.waiting import wait_for

WARNING = ("--level", "3", "--event", "Lũ quét", "--headline", "Nước suối lên nhanh", "--to", COMMUNE)


def answer(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def board(running: Running) -> DeviceId:
    """One board that is online."""
    device = DeviceId("board-of-the-commune")
    with session_scope(running.app.state.engine) as session:
        stand(session, device, COMMUNE, "led-p5-640x384")
        note_listening(session, EpochMs(0))
        record_heartbeats(session, [(device, Heard(Status(sid="session-1", online=True), wall_ms()))])
    return device


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "hop-to-dan-pho.txt"
    path.write_text("Họp tổ dân phố\n\nTối thứ Sáu, 19 giờ, tại nhà văn hóa.", "utf-8")
    return path


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_helps_with_an_example(rao: Rao, command: str) -> None:
    helped = rao(command, "--help")
    assert helped.exit_code == 0
    below = [line.split()[0] for line in helped.output.partition("Commands:\n")[2].splitlines() if line.strip()]
    pages = [rao(command, one, "--help").output for one in below] or [helped.output]
    assert all("Example" in page and f"rao controller {command}" in page for page in pages)


def test_devices_are_listed_for_scripts_and_for_people(rao: Rao, board: DeviceId) -> None:
    [device] = answer(rao("devices", "--json"))
    wanted = ("id", "name", "unit", "kind", "state", "last_seen", "applied_rev", "showing")
    assert set(wanted) <= set(device)
    assert (device["id"], device["state"], device["unit"]) == (board, "online", "Phường Bình Phước")
    told = rao("devices", LC_ALL="vi_VN.UTF-8").output
    assert "TRẠNG THÁI" in told
    assert board in told


def test_devices_are_labelled_and_found_by_label(rao: Rao, board: DeviceId) -> None:
    told = rao("devices", "tag", board, "Chợ", "CHỢ", "Trường học", LC_ALL="vi_VN.UTF-8")
    assert told.output == f"{board}: Chợ, Trường học.\n"
    assert [one["id"] for one in answer(rao("devices", "--tag", "chợ", "--state", "online", "--json"))] == [board]
    assert answer(rao("devices", "--tag", "none", "--json")) == []
    assert answer(rao("devices", "tag", board, "--json")) == {"tags": []}


def test_a_text_is_published_listed_and_withdrawn(rao: Rao, notice: Path, board: DeviceId) -> None:
    published = answer(rao("publish", str(notice), "--to", "phuong binh phuoc", "--until", "2027-01-31", "--json"))
    [content] = published["contents"]
    assert (content["title"], content["last_date"], content["unit_id"]) == ("Họp tổ dân phố", "2027-01-31", COMMUNE)
    assert published["devices_told"] == 1
    assert published_now(rao) == {content["id"]: ("Họp tổ dân phố", "bulletin", "Phường Bình Phước", "2027-01-31")}
    withdrawn = rao("withdraw", content["id"])
    assert (withdrawn.exit_code, withdrawn.output.splitlines()) == (
        0,
        ["Withdrawn: Họp tổ dân phố", "Gone from 0 of 1 devices; 0 offline; 1 not yet."],
    )
    assert published_now(rao) == {}
    told = rao("contents", "--all").output
    assert all(word in told for word in (content["id"], "Họp tổ dân phố", "withdrawn", "UNTIL"))


def published_now(rao: Rao) -> dict[str, tuple[str, str, str, str]]:
    found = answer(rao("contents", "--json"))
    return {one["id"]: (one["title"], one["kind"], one["unit"], one["last_date"]) for one in found}


def test_waiting_for_boards_that_do_not_take_it_ends_with_1(rao: Rao, notice: Path, board: DeviceId) -> None:
    waited = rao("publish", str(notice), "--to", COMMUNE, "--wait", "--timeout", "0.2")
    assert waited.exit_code == 1
    assert f"Still without it: {board}" in waited.output


def test_waiting_ends_when_the_boards_have_it(running: Running, rao: Rao, notice: Path, board: DeviceId) -> None:
    with session_scope(running.app.state.engine) as session:
        beat = Heard(Status(sid="session-1", online=True, seq=9, applied_rev=10_000), wall_ms())
        record_heartbeats(session, [(board, beat)])
    assert answer(rao("publish", str(notice), "--to", COMMUNE, "--wait", "--json"))["behind"] == []


def test_what_is_no_content_is_refused_by_its_name(rao: Rao, tmp_path: Path) -> None:
    path = tmp_path / "don.docx"
    path.write_bytes(b"PK\x03\x04 docx")
    refused = rao("publish", str(path), "--to", COMMUNE)
    assert refused.exit_code == 2
    assert "'don.docx' is no text" in refused.output
    assert "“don.docx”" in rao("publish", str(path), "--to", COMMUNE, LC_ALL="vi_VN.UTF-8").output


def test_an_alert_is_sent_counted_and_lifted(running: Running, rao: Rao, board: DeviceId) -> None:
    sent = answer(rao("alert", "send", *WARNING, "--drill", "--for", "90", "--json"))
    assert (sent["state"], sent["drill"], sent["counts"]["of"]) == ("active", True, 1)
    assert sent["texts"][0]["spoken_by"].startswith("espeak-ng")
    listed = answer(rao("alert", "list", "--json"))
    assert sent["id"] in [alert["id"] for alert in listed]
    assert rao("alert", "lift", sent["id"]).exit_code == 0
    assert "lifted" in rao("alert", "list").output


def test_waiting_for_an_alert_tells_whether_all_rendered_it(running: Running, rao: Rao, board: DeviceId) -> None:
    late = rao("alert", "send", *WARNING, "--wait", "--timeout", "0.2")
    assert late.exit_code == 1
    assert "Rendered on 0 of 1; 0 offline; 1 not yet" in late.output
    answering = threading.Thread(target=_render_what_comes, args=(running, board, late.output.split()[0]))
    answering.start()
    heard = rao("alert", "send", *WARNING, "--wait", "--timeout", "20", "--json")
    answering.join()
    counts = json.loads(heard.stdout)["counts"]
    assert (heard.exit_code, counts["rendered"], counts["by_stage"]) == (0, 1, {"rendered": 1})


def _render_what_comes(running: Running, board: DeviceId, but: str) -> None:
    """Answers as the board would, once there is an alert in force that it has not seen."""

    def fresh() -> list[str]:
        with session_scope(running.app.state.engine, writes=False) as session:
            return [one.id for one in list_alerts(session, THE_SYSTEM) if one.state == "active" and one.id != but]

    wait_for(lambda: bool(fresh()), "the alert is in force")
    now_ms = wall_ms()
    with session_scope(running.app.state.engine) as session:
        for alert in fresh():
            ack = Ack(sid="session-1", subject="alert", id=alert, stage="rendered", at_ms=now_ms, clock="trusted")
            record_acks(session, [AckHeard(board, ack, now_ms)])


def test_an_alert_nobody_can_hear_is_not_called_heard(rao: Rao) -> None:
    nowhere = ("--level", "1", "--event", "Gió", "--headline", "Gió giật", "--to", "25396-20250701")
    sent = rao("alert", "send", *nowhere, "--wait")
    assert sent.exit_code == 1
    assert "Rendered on 0 of 0" in sent.output


def test_a_claim_is_made_for_a_unit_by_its_name(rao: Rao) -> None:
    words = ("claim", "create", "--unit", "Phường Bình Phước", "--profile", "led-p5-640x384", "--name", "LED mới")
    assert len(answer(rao(*words, "--json"))["claim"]) >= 16
    assert "rao agent enrol" in rao(*words).output


def test_units_stand_below_their_parents(rao: Rao) -> None:
    lines = rao("units", "tree").output.splitlines()
    assert lines[0] == "Thành phố Đồng Nai  75-20260430"
    assert "  Phường Bình Phước  25195-20250701" in lines
    assert len(lines) == 96


def test_a_person_is_added_once(rao: Rao) -> None:
    words = ("user", "add", "--login", "lan", "--name", "Trần Thị Lan", "--role", "editor", "--unit", COMMUNE)
    assert "Added lan (editor)" in rao(*words, RAO_PASSWORD="mot cau that dai").output
    assert rao(*words, RAO_PASSWORD="mot cau that dai").exit_code == 5


@pytest.mark.parametrize(
    ("words", "environ", "code", "said"),
    [
        (("claim", "create", "--unit", "Bình", "--profile", "led-p5-640x384", "--name", "x"), {}, 2, "Use the id"),
        (("claim", "create", "--unit", "Huế", "--profile", "led-p5-640x384", "--name", "x"), {}, 3, "units tree"),
        (("withdraw", "none"), {}, 3, "no content"),
        (("devices",), {"RAO_TOKEN": "rao_wrong"}, 4, "not signed in"),
        (("devices",), {"RAO_URL": "http://127.0.0.1:9"}, 6, "rao controller run"),
        (("devices",), {"RAO_TOKEN": "", "RAO_CONTROLLER": "/nowhere/controller.toml"}, 3, "RAO_TOKEN"),
    ],
)
def test_refusals_say_what_to_do_next(
    rao: Rao, words: tuple[str, ...], environ: dict[str, str], code: int, said: str
) -> None:
    refused = rao(*words, **environ)
    assert (refused.exit_code, said in refused.output) == (code, True), refused.output
