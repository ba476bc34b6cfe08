"""``rao controller schedules`` against a running controller."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import Result

from tests.controller.cli.conftest import Rao
from tests.controller.web.running import COMMUNE

TO = ("--unit", COMMUNE)


def told(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def written(folder: Path, content_id: str, **changes: object) -> Path:
    slot = {
        "id": "slot-cli",
        "unit_id": COMMUNE,
        "title": "Buổi chiều",
        "content_id": content_id,
        "start": "17:00",
        "end": "17:30",
        "first_date": "2026-11-01",
        **changes,
    }
    path = folder / "lich.json"
    path.write_text(json.dumps({"schema": "rao.schedules/1", "unit_id": COMMUNE, "slots": [slot]}, indent=1), "utf-8")
    return path


def test_a_file_is_tried_taken_in_listed_and_taken_out(rao: Rao, tmp_path: Path) -> None:
    notice = tmp_path / "tin.txt"
    notice.write_text("Họp tổ\n\nTối nay.", "utf-8")
    made = told(rao("publish", str(notice), "--to", COMMUNE, "--silent", "--only-slots", "--json"))["contents"][0]
    assert made["placement"] == "slots"
    file = written(tmp_path, made["id"])
    assert "added: Buổi chiều  slot-cli" in rao("schedules", "import", str(file), "--dry-run").output
    assert told(rao("schedules", "list", *TO, "--json")) == []
    assert "Devices told of it: 0." in rao("schedules", "import", str(file)).output
    assert "Buổi chiều" in rao("schedules", "list").output
    out = tmp_path / "out.json"
    assert rao("schedules", "export", *TO, "-o", str(out)).exit_code == 0
    again = told(rao("schedules", "import", str(out), "--json"))
    assert [(one["id"], one["change"]) for one in again["changes"]] == [("slot-cli", "same")]
    assert json.loads(out.read_text("utf-8")) == told(rao("schedules", "export", *TO))


def test_a_bad_line_is_told(rao: Rao, tmp_path: Path) -> None:
    refused = rao("schedules", "import", str(written(tmp_path, "nothing-here", end="25:00")))
    assert refused.exit_code != 0
    assert "Line 5:" in refused.output
    unreadable = tmp_path / "bad.json"
    unreadable.write_bytes(b"\xff\xfe")
    assert "can't be read" in rao("schedules", "import", str(unreadable)).output
    assert rao("schedules", "export", *TO, "-o", str(tmp_path)).exit_code != 0
    assert rao("schedules", "export", *TO, "-o", str(tmp_path / "no" / "where.json")).exit_code != 0
