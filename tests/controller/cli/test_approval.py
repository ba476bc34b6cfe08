"""``rao controller approval``, ``self-approval`` and ``withdraw``: each step of a content, and whether it is gone."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import msgspec
import pytest

from controller.clock import wall_ms
from controller.db import session_scope
from controller.documents import service as documents
from controller.documents.service import current_epoch
from controller.status.service import Heard, note_listening, record_heartbeats, record_reports
from protocol.documents import Desired
from protocol.ids import DeviceId, EpochMs
from protocol.uplink import Report, Status
from tests.controller.cli.conftest import Office, answer
from tests.controller.places import stand
from tests.controller.web.running import COMMUNE
from tests.servers.waiting import wait_for

BOARD = DeviceId("led-1")


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "hop-to.txt"
    path.write_text("Họp tổ dân phố\n\nTối thứ Sáu, 19 giờ, tại nhà văn hóa.", "utf-8")
    return path


def written(office: Office, path: Path, login: str = "writer", upto: str = "submitted") -> str:
    """The id of a text that somebody wrote, other than any before."""
    path.write_text(f"{path.read_text('utf-8')}\n\n{wall_ms()}", "utf-8")
    told = answer(office.typed(login, "publish", str(path), "--silent", "--upto", upto, "--to", COMMUNE, "--json"))
    [content] = told["contents"]
    assert content["state"] == upto
    return str(content["id"])


def test_a_notice_goes_from_a_draft_to_the_air_and_off(any_office: Office, notice: Path) -> None:
    content_id = written(any_office, notice, upto="draft")

    def step(login: str, *words: str) -> Any:
        return answer(any_office.typed(login, "approval", *words, content_id, "--json"))

    waiting = ("approval", "list", "--json")
    assert answer(any_office.typed("leader", *waiting)) == []
    assert step("writer", "submit")["content"]["state"] == "submitted"
    assert step("writer", "take-back")["content"]["state"] == "draft"
    assert step("writer", "submit")["acts"] == ["edit", "take_back"]
    assert [one["id"] for one in answer(any_office.typed("leader", *waiting))] == [content_id]
    assert step("leader", "return", "--reason", "Sai ngày.")["steps"][0]["reason"] == "Sai ngày."
    assert step("writer", "submit")["gone"] is None
    seen = step("leader", "show")["seen"]
    assert step("leader", "approve", "--seen", seen)["content"]["state"] == "approved"
    assert step("leader", "publish")["content"]["state"] == "published"
    assert answer(any_office.typed("leader", "withdraw", content_id, "--json"))["state"] == "withdrawn"
    acts = [one["act"] for one in step("leader", "show")["steps"]]
    assert acts == ["withdraw", "publish", "approve", "submit", "return", "submit", "take_back", "submit", "write"]
    assert step("writer", "submit")["content"]["state"] == "submitted"
    assert step("leader", "approve", "--publish")["content"]["state"] == "published"


def test_a_draft_is_given_up(office: Office, notice: Path) -> None:
    content_id = written(office, notice, upto="draft")
    told = office.typed("writer", "approval", "discard", content_id, language="vi_VN.UTF-8").output
    assert told == f"{content_id}  Họp tổ dân phố  (Phường Bình Phước): đã gỡ\n"
    assert content_id not in office.typed("writer", "contents").output
    assert content_id in office.typed("writer", "contents", "--state", "withdrawn").output
    assert answer(office.typed("writer", "contents", "--category", "disasters", "--json")) == []


def test_steps_are_told_in_words(office: Office, notice: Path) -> None:
    content_id = written(office, notice)
    assert content_id in office.typed("leader", "approval", "list").output
    office.typed("leader", "approval", "return", content_id, "--reason", "Sai ngày.")
    told = office.typed("leader", "approval", "show", content_id).output
    head, may, heads, newest, *_ = told.splitlines()
    assert head == f"{content_id}  Họp tổ dân phố  (Phường Bình Phước): returned"
    assert may.startswith("You may: edit, submit, discard. --seen 3-")
    assert heads.split() == ["STEP", "AT", "(UTC)", "ACT", "THEN", "WHO", "WHY", "CHANGED"]
    assert "leader" in newest and newest.endswith("Sai ngày.  -")
    only_looks = office.typed("auditor", "approval", "show", content_id).output
    assert "You may: only look." in only_looks
    vietnamese = office.typed("leader", "approval", "show", content_id, language="vi_VN.UTF-8").output
    assert "Trả lại" in vietnamese and "Bạn có thể: sửa, gửi duyệt, bỏ." in vietnamese


def test_a_draft_says_how_it_is_submitted(office: Office, notice: Path) -> None:
    told = office.typed("writer", "publish", str(notice), "--silent", "--upto", "draft", "--to", COMMUNE).output
    content_id = told.split()[0]
    assert f"A draft. Submit it: rao controller approval submit {content_id}" in told
    submitted = office.typed("writer", "publish", str(notice), "--silent", "--to", COMMUNE)
    assert "Waits for somebody else" in submitted.output


def heard(office: Office) -> None:
    """The board is online and applied what is stated for it now."""
    with session_scope(office.engine) as session:
        row = documents.find(session, "desired", BOARD)
        assert row
        manifest = msgspec.json.decode(row.body, type=Desired).manifest
        report = Report(
            sid="s",
            at_ms=wall_ms(),
            epoch=current_epoch(session),
            seen_rev=row.rev,
            applied_rev=row.rev,
            manifest_sha256=manifest.sha256 if manifest else None,
        )
        record_heartbeats(session, [(BOARD, Heard(Status(sid="s", online=True), wall_ms()))])
        record_reports(session, [(BOARD, report)])


def rev(office: Office) -> int:
    with session_scope(office.engine, writes=False) as session:
        row = documents.find(session, "desired", BOARD)
        return row.rev if row else 0


def test_a_withdrawn_notice_is_proved_gone(any_office: Office, notice: Path) -> None:
    with session_scope(any_office.engine) as session:
        stand(session, BOARD, COMMUNE, "led-p5-640x384")
        note_listening(session, EpochMs(0))

    def on_air() -> str:
        content_id = written(any_office, notice)
        answer(any_office.typed("leader", "approval", "approve", "--publish", content_id, "--json"))
        heard(any_office)
        return content_id

    late = any_office.typed("leader", "withdraw", (first := on_air()), "--wait", "--timeout", "0")
    assert (late.exit_code, late.output.splitlines()[1:]) == (1, ["Gone from 0 of 1 devices; 0 offline; 1 not yet."])
    listed = answer(any_office.typed("leader", "approval", "gone", first, "--json"))
    assert listed == [{"id": BOARD, "name": BOARD, "unit": "Phường Bình Phước", "whether": "not_yet"}]
    heard(any_office)
    assert "Gone from 1 of 1" in any_office.typed("leader", "approval", "show", first).output
    assert any_office.typed("leader", "approval", "gone", first).output.split()[-1] == "gone"

    second, before = on_air(), rev(any_office)

    def report() -> None:
        wait_for(lambda: rev(any_office) > before, "the board is told")
        heard(any_office)

    reporting = threading.Thread(target=report)
    reporting.start()
    gone = answer(any_office.typed("leader", "withdraw", second, "--wait", "--json"))
    reporting.join()
    assert gone["gone"] == {"of": 1, "gone": 1, "offline": 0, "not_yet": 0}


def test_a_notice_no_board_has_is_gone_at_once(office: Office, notice: Path) -> None:
    content_id = written(office, notice)
    answer(office.typed("leader", "approval", "approve", "--publish", content_id, "--json"))
    assert office.typed("leader", "withdraw", content_id, "--wait").output == "Withdrawn: Họp tổ dân phố\n"
    assert answer(office.typed("leader", "withdraw", content_id, "--json"))["gone"] is None


@pytest.mark.parametrize(
    ("login", "words", "code", "said"),
    [
        ("writer", ("approval", "approve", "ID"), 4, "may not do this"),
        ("leader", ("approval", "publish", "ID"), 5, "waiting for approval: this can't be done"),
        ("leader", ("approval", "approve", "ID", "--seen", "1-0123456789abcdef"), 5, "changed since"),
        ("leader", ("approval", "return", "ID", "--reason", "  "), 2, "no reason"),
        ("leader", ("approval", "return", "ID"), 2, "--reason"),
        ("next-door", ("approval", "show", "ID"), 3, "no content"),
        ("next-door", ("approval", "gone", "ID"), 3, "no content"),
        ("leader", ("approval", "submit", "none"), 3, "no content"),
        ("leader", ("withdraw", "ID"), 5, "waiting for approval"),
        ("writer", ("approval", "list"), 4, "may not do this"),
        ("writer", ("self-approval", "list"), 4, "may not do this"),
        ("leader", ("self-approval", "let", COMMUNE, "--reason", "Ít người"), 4, "may not do this"),
        ("administrator", ("self-approval", "let", COMMUNE, "--reason", " "), 2, "no reason"),
        ("administrator", ("self-approval", "let", COMMUNE), 2, "--reason"),
        ("administrator", ("self-approval", "let", "Huế", "--reason", "x"), 3, "units tree"),
        ("administrator", ("self-approval", "end", COMMUNE), 3, "no such rule"),
    ],
)
def test_what_can_not_be_done_is_refused(
    office: Office, notice: Path, login: str, words: tuple[str, ...], code: int, said: str
) -> None:
    content_id = written(office, notice) if "ID" in words else ""
    refused = office.typed(login, *(content_id if word == "ID" else word for word in words))
    assert (refused.exit_code, said in refused.output) == (code, True), refused.output


def test_nobody_approves_their_own_unless_their_unit_is_let(office: Office, notice: Path) -> None:
    content_id = written(office, notice, "leader")
    refused = office.typed("leader", "approval", "approve", content_id)
    assert (refused.exit_code, "Nobody approves their own work." in refused.output) == (4, True)
    rules = ("self-approval", "list")
    let = office.typed("administrator", "self-approval", "let", "phuong binh phuoc", "--reason", "Ít người")
    assert let.output == "Phường Bình Phước may approve its own.\n"
    assert office.typed("administrator", "self-approval", "let", COMMUNE, "--reason", "Ít người").exit_code == 5
    standing = answer(office.typed("leader", "approval", "approve", content_id, "--json"))
    assert standing["steps"][0]["own"] == "rule"
    assert "own work, by a rule of the unit" in office.typed("leader", "approval", "show", content_id).output
    assert "Ít người" in office.typed("administrator", *rules).output
    ended = answer(office.typed("administrator", "self-approval", "end", COMMUNE, "--json"))
    assert (ended["unit_id"], ended["holds"], bool(ended["until"])) == (COMMUNE, False, True)
    [kept, _of_the_city] = answer(office.typed("administrator", *rules, "--json"))
    assert kept == ended
