"""``rao controller proposals`` against a running controller."""

from __future__ import annotations

from pathlib import Path

from tests.controller.cli.conftest import Rao
from tests.controller.cli.test_schedules import TO, told, written


def test_a_file_is_proposed_looked_at_returned_and_put_in_force(rao: Rao, tmp_path: Path) -> None:
    notice = tmp_path / "tin.txt"
    notice.write_text("Họp tổ\n\nTối nay.", "utf-8")
    made = told(rao("publish", str(notice), *("--to", TO[1]), "--silent", "--only-slots", "--json"))["contents"][0]
    said = rao("proposals", "add", str(written(tmp_path, made["id"], id="slot-later")), "--draft")
    assert "Buổi chiều: a draft" in said.output
    [one] = told(rao("proposals", "list", "--state", "draft", "--json"))
    assert "being prepared" not in rao("proposals", "list").output
    assert one["title"] in rao("proposals", "list").output
    shown = rao("proposals", "show", one["id"]).output
    assert "  When: Every day, 17:00–17:30" in shown
    assert "! Buổi chiều: Loudspeakers" not in shown
    assert told(rao("proposals", "take", one["id"], "submit", "--json"))["proposal"]["state"] == "submitted"
    assert rao("proposals", "take", one["id"], "return").exit_code != 0
    assert "returned" in rao("proposals", "take", one["id"], "return", "--reason", "17:30").output
    told(rao("proposals", "take", one["id"], "submit", "--json"))
    assert "in force" in rao("proposals", "take", one["id"], "approve").output
    assert "slot-later" in rao("schedules", "list", *TO).output
    assert told(rao("proposals", "show", one["id"], "--json"))["steps"][0]["own"] == "rule"


def test_a_bad_line_is_told(rao: Rao, tmp_path: Path) -> None:
    refused = rao("proposals", "add", str(written(tmp_path, "nothing-here", end="25:00")))
    assert refused.exit_code != 0
    assert "Line 5:" in refused.output
