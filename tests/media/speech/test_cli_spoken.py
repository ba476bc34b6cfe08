"""``rao speech spoken``: lines in, spoken lines out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from provisioning.main import main

SYMBOL = "Mưa ☂ to"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def rao(*words: str, given: str | bytes = "") -> Result:
    return CliRunner(mix_stderr=False).invoke(main, ["speech", "spoken", *words], input=given)


def test_one_line_for_one_even_an_empty_one() -> None:
    done = rao(given="\ufeffGió cấp 8-9\r\n\nQL14\x0bkm 5")
    assert done.exit_code == 0
    assert [line.split()[0] if line else "" for line in done.stdout.split("\n")] == ["Gió", "", "quốc", ""]
    assert "cấp tám đến" in done.stdout


def test_a_file_and_a_region(tmp_path: Path) -> None:
    path = tmp_path / "bulletin.txt"
    path.write_text("1.005 hộ\n", encoding="utf-8")
    assert rao(str(path), "--region", "south").stdout == "một ngàn không trăm lẻ năm hộ\n"


def test_json_is_one_object_a_line_with_its_doubts() -> None:
    done = rao("--json", given=f"Nắng.\n{SYMBOL}\n")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"written": "Nắng.", "spoken": "Nắng.", "doubts": []},
        {
            "written": SYMBOL,
            "spoken": "Mưa to",
            "doubts": [{"written": "☂", "said": "", "line": 1, "why": "unknown-symbol"}],
        },
    ]
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("C.UTF-8", "line 2: «☂» → «»: unknown symbol, left out\n"),
        ("vi_VN.UTF-8", "dòng 2: «☂» → «»: ký hiệu lạ, không đọc\n"),
    ],
)
def test_doubts_go_to_standard_error_in_plain_words(monkeypatch: pytest.MonkeyPatch, locale: str, told: str) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    done = rao(given=f"Nắng.\n{SYMBOL}\n")
    assert done.stdout == "Nắng.\nMưa to\n"
    assert done.stderr == told


def test_the_lexicon_of_the_province(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("written,spoken\nBĐBP,bộ đội biên phòng\n", encoding="utf-8")
    assert rao("--lexicon", str(path), given="Đồn BĐBP").stdout == "Đồn bộ đội biên phòng\n"


def test_a_bad_lexicon_is_refused_before_anything_is_said(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("BĐBP\n", encoding="utf-8")
    done = rao("--lexicon", str(path), given="Đồn BĐBP")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "2 to 4 columns" in done.stderr


def test_what_is_no_utf_8_is_told_by_its_line() -> None:
    done = rao(given="Nắng.\n".encode() + b"M\xb0a\n")
    assert done.exit_code == 2
    assert done.stdout == "Nắng.\n"
    assert "Line 2 is not text in UTF-8" in done.stderr


def test_no_such_file() -> None:
    assert rao("no-such-file.txt").exit_code == 2


def test_it_works_in_a_pipe_whatever_the_locale() -> None:
    argv = [sys.executable, "-c", "from provisioning.main import main; main()", "speech", "spoken"]
    done = subprocess.run(
        argv, input="Gió cấp 8\n".encode(), capture_output=True, env={"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "Gió cấp tám\n".encode()
