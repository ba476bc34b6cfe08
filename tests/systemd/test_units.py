"""The units of ``systemd/`` are what systemd understands, to the last key."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SYSTEMD = Path(__file__).resolve().parents[2] / "systemd"
UNITS = sorted(path for path in SYSTEMD.glob("rao-*") if path.is_file())
EXTRAS = sorted(SYSTEMD.glob("rao-*.d/*.conf"))
PROGRAMS = ("/usr/local/lib/rao/bin/rao", "/usr/sbin/mosquitto")
SYSTEMD_ANALYZE = shutil.which("systemd-analyze") or ""


@pytest.mark.skipif(not SYSTEMD_ANALYZE, reason="systemd-analyze is not here")
def test_systemd_has_nothing_to_say_about_them(tmp_path: Path) -> None:
    for unit in UNITS:
        (tmp_path / unit.name).write_text(_runnable_here(unit.read_text("utf-8")), "utf-8")
    for extra in EXTRAS:
        folder = tmp_path / extra.parent.name
        folder.mkdir(exist_ok=True)
        (folder / extra.name).write_text(extra.read_text("utf-8"), "utf-8")
    names = [str(tmp_path / unit.name) for unit in UNITS]
    verified = subprocess.run([SYSTEMD_ANALYZE, "verify", "--man=no", *names], capture_output=True, text=True)
    about_ours = [line for line in verified.stderr.splitlines() if "rao-" in line]
    assert (verified.returncode, about_ours) == (0, [])


def test_a_board_comes_before_the_rest_of_its_machine_and_comes_back_whatever_ends_it() -> None:
    agent = next(unit for unit in UNITS if unit.name == "rao-agent.service").read_text("utf-8")
    for line in ("Nice=-5", "Restart=always", "StartLimitIntervalSec=0", "Type=notify", "WatchdogSec=60"):
        assert line in agent.splitlines()


def test_a_board_may_ask_its_kernel_whether_the_clock_is_right() -> None:
    """``@system-service`` leaves both calls out; refused, the clock would stay unknown and the timetable unplayed."""
    agent = next(unit for unit in UNITS if unit.name == "rao-agent.service").read_text("utf-8")
    assert "SystemCallFilter=adjtimex clock_adjtime" in agent.splitlines()
    assert "CapabilityBoundingSet=" in agent.splitlines()


def _runnable_here(unit: str) -> str:
    """systemd checks that a program exists, which on a developer's machine the installed one doesn't."""
    for program in PROGRAMS:
        unit = unit.replace(program, "/bin/true")
    return unit
