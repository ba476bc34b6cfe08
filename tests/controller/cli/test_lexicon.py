"""``rao controller lexicon`` against a running controller."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.controller.cli.conftest import Rao
from tests.controller.web.running import CITY, COMMUNE

TO = ("--unit", COMMUNE)


def told(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_word_is_set_listed_and_removed(rao: Rao) -> None:
    entry = told(rao("lexicon", "set", "KPX", "khu phố mười", *TO, "--note", "thử", "--json"))
    assert (entry["written"], entry["spoken"], entry["unit_id"]) == ("KPX", "khu phố mười", COMMUNE)
    assert [one["id"] for one in told(rao("lexicon", "list", "muoi", "--json"))] == [entry["id"]]
    assert "khu phố mười" in rao("lexicon", "list", *TO).output
    assert told(rao("lexicon", "list", "--unit", CITY, "--json")) == []
    assert "KPX" in rao("lexicon", "remove", "KPX", *TO).output
    assert told(rao("lexicon", "list", "--json")) == []


def test_a_word_that_is_not_there_cannot_be_removed(rao: Rao) -> None:
    refused = rao("lexicon", "remove", "none", *TO)
    assert refused.exit_code != 0
    assert "no 'none'" in refused.output


def test_a_sheet_goes_out_and_comes_in_again(rao: Rao, tmp_path: Path) -> None:
    sheet = tmp_path / "tu.csv"
    sheet.write_text("KPX;khu phố mười\nTDP;tổ dân phố\n", "utf-8")
    assert told(rao("lexicon", "import", str(sheet), *TO, "--json")) == {"entries": 2, "changed": 2}
    out = tmp_path / "out.csv"
    assert rao("lexicon", "export", *TO, "-o", str(out)).exit_code == 0
    assert out.read_text("utf-8-sig").splitlines() == [
        "written,spoken,language,note",
        "KPX,khu phố mười,vi,",
        "TDP,tổ dân phố,vi,",
    ]
    assert "new or changed: 0" in rao("lexicon", "import", str(out), *TO).output
    assert rao("lexicon", "export", *TO).stdout_bytes == out.read_bytes()
    assert len(told(rao("lexicon", "export", *TO, "--json"))) == 2


@pytest.mark.parametrize("sheet", ["KPY\n", "KPY,\n", "KPY,a\nKPY,b\n"])
def test_a_bad_line_is_told_and_nothing_taken(rao: Rao, tmp_path: Path, sheet: str) -> None:
    path = tmp_path / "tu.csv"
    path.write_text(sheet, "utf-8")
    refused = rao("lexicon", "import", str(path), *TO)
    assert refused.exit_code != 0
    assert "Line " in refused.output
    assert "KPY" not in rao("lexicon", "list").output


def test_a_sheet_needs_a_place_to_go(rao: Rao, tmp_path: Path) -> None:
    refused = rao("lexicon", "export", *TO, "-o", str(tmp_path / "none" / "out.csv"))
    assert refused.exit_code != 0
    assert "can't be written" in refused.output
