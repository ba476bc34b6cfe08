from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from controller.broker.files import write_private
from controller.broker.passwd import fits, hashed, new_password, passwd_text, read_passwd


@given(st.text(max_size=40), st.text(max_size=40))
def test_only_the_right_password_fits(password: str, other: str) -> None:
    kept = hashed(password)
    assert fits(password, kept)
    assert fits(other, kept) == (other == password)


@given(st.text(max_size=80))
def test_anything_else_in_the_file_fits_nobody(kept: str) -> None:
    assert not fits("x", kept)


def test_the_same_password_is_never_kept_the_same() -> None:
    assert hashed("x") != hashed("x")
    assert new_password() != new_password()
    assert len(new_password()) >= 43


def test_mosquittos_own_tool_writes_what_we_read(tmp_path: Path) -> None:
    tool = shutil.which("mosquitto_passwd")
    assert tool, "mosquitto_passwd is not installed: run make test, which sets it up"
    subprocess.run([tool, "-c", "-b", tmp_path / "passwd", "d-aaa", "secret"], check=True, capture_output=True)
    assert fits("secret", read_passwd((tmp_path / "passwd").read_text("utf-8"))["d-aaa"])


def test_the_file_holds_one_line_a_login_in_order() -> None:
    text = passwd_text([("d-bbb", "$7$2"), ("d-aaa", "$7$1")])
    assert text == "d-aaa:$7$1\nd-bbb:$7$2\n"
    assert read_passwd(text + "broken\n") == {"d-aaa": "$7$1", "d-bbb": "$7$2"}


def test_a_secret_file_is_replaced_whole_and_stays_private(tmp_path: Path) -> None:
    path = tmp_path / "new" / "passwd"
    assert write_private(path, "one")
    assert not write_private(path, "one")
    path.chmod(0o640)
    assert write_private(path, "two")
    assert (path.read_text("utf-8"), path.stat().st_mode & 0o777) == ("two", 0o640)
    assert [one.name for one in path.parent.iterdir()] == ["passwd"]
