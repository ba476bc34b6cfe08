"""``rao controller recording`` against a running controller."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.controller.cli.conftest import Rao
from tests.controller.recordings.voices import recorded
from tests.controller.web.running import COMMUNE


@pytest.fixture
def bulletin(rao: Rao, tmp_path: Path) -> str:
    text = tmp_path / "tin.md"
    text.write_text("# Tiêm chủng\n\nSáng thứ Bảy tại Trạm Y tế.", "utf-8")
    told = json.loads(rao("publish", str(text), "--to", COMMUNE, "--json").stdout)
    return str(told["contents"][0]["id"])


def test_a_recording_is_set_listed_and_removed(rao: Rao, bulletin: str, tmp_path: Path) -> None:
    file = str(recorded(tmp_path / "sti.ogg"))
    answer = rao("recording", "set", bulletin, file, "--language", "sti", "--json")
    assert answer.exit_code == 0, answer.output
    states = {one["language"]: one["state"] for one in json.loads(answer.stdout)}
    assert states == {"vi": "engine", "sti": "recording"}
    listed = rao("recording", "list", bulletin).stdout
    assert "recording" in listed
    assert "S'tiêng" in listed
    removed = rao("recording", "remove", bulletin, "--language", "sti")
    assert (removed.exit_code, "sti" in removed.stdout) == (0, False)


def test_refusals_are_told(rao: Rao, bulletin: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("no sound", "utf-8")
    refused = rao("recording", "set", bulletin, str(file), "--language", "sti")
    assert (refused.exit_code, "no sound file" in refused.output) == (2, True)
    assert "no recording" in rao("recording", "remove", bulletin, "--language", "sti").output
    assert "no content" in rao("recording", "list", "none-such").output
