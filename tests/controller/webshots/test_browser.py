from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from controller.settings import Sources
from controller.webshots.browser import NAMES, command_of, find_browser
from controller.webshots.memory import session_bytes, watch
from protocol.errors import Unavailable


def program(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_browser_of_the_settings_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    last, first = program(tmp_path, NAMES[2]), program(tmp_path, "mine")
    assert find_browser(Sources()) == last
    assert find_browser(Sources(chromium=first)) == first
    assert find_browser(Sources()) != program(tmp_path, NAMES[0])
    assert find_browser(Sources()).name == NAMES[0]


def test_without_a_browser_people_are_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for sources in (Sources(), Sources(chromium=tmp_path / "none")):
        with pytest.raises(Unavailable, match="apt install chromium") as refused:
            find_browser(sources)
        assert "apt install chromium" in refused.value.remedy.vi


def test_the_browser_keeps_its_sandbox_unless_the_settings_say_otherwise(tmp_path: Path) -> None:
    assert "--no-sandbox" not in command_of("chromium", tmp_path, 1, sandboxed=True)
    assert "--no-sandbox" in command_of("chromium", tmp_path, 1, sandboxed=False)
    assert not Sources().unconfined_browser


def test_memory_is_counted_by_session_and_too_much_is_told() -> None:
    mine = session_bytes(os.getsid(0))
    assert mine > 20_000_000
    assert session_bytes(-1) == 0
    told = threading.Event()
    watch(mine // 2, told.set)
    assert told.is_set()
