"""The demo's processes: what they print is kept, deaths are noticed, and none outlives the demo, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from provisioning.demo.household import Child, Household
from tests.servers.waiting import wait_for

PROJECT = Path(__file__).resolve().parents[3]
SLEEPER = (sys.executable, "-c", "print('up', flush=True); import signal; signal.pause()")
DEAF = (
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); signal.pause()",
)


@pytest.fixture
def household() -> Iterator[Household]:
    household = Household()
    yield household
    household.stop_all()


def started(household: Household, folder: Path, name: str, argv: tuple[str, ...] = SLEEPER, **kind: bool) -> Child:
    child = household.start(name, argv, folder / f"{name}.log", **kind)
    wait_for(lambda: "up" in child.log.read_text(), f"{name} is up")
    return child


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_killed_one_is_noticed_once_and_the_others_live_on(household: Household, tmp_path: Path) -> None:
    first, second = (started(household, tmp_path, name) for name in ("first", "second"))
    os.kill(first.pid, signal.SIGKILL)
    assert household.wait_for_an_end() == [first]
    assert household.newly_ended() == []
    assert not second.has_ended()


def test_stopping_leaves_none(household: Household, tmp_path: Path) -> None:
    children = [started(household, tmp_path, name) for name in ("one", "two")]
    household.stop_all()
    assert household.is_empty()
    assert not any(is_alive(child.pid) for child in children)


def test_servers_are_stopped_after_those_they_serve(household: Household, tmp_path: Path) -> None:
    order = tmp_path / "order"
    code = (
        "import signal, sys\n"
        f"def end(*_): open({str(order)!r}, 'a').write(sys.argv[1] + ' '); sys.exit()\n"
        "signal.signal(signal.SIGTERM, end); print('up', flush=True); signal.pause()"
    )
    for name, serves in (("broker", True), ("controller", True), ("board", False)):
        started(household, tmp_path, name, (sys.executable, "-c", code, name), serves_others=serves)
    household.stop_all()
    assert order.read_text() == "board controller broker "


def test_one_that_does_not_listen_is_killed(
    household: Household, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("provisioning.demo.household.STOP_WITHIN_S", 0.2)
    child = started(household, tmp_path, "deaf", DEAF)
    household.stop_all()
    assert child.process.returncode == -signal.SIGKILL


def test_children_end_when_the_demo_itself_is_killed(tmp_path: Path) -> None:
    code = (
        "import pathlib, signal, sys\n"
        "from provisioning.demo.household import Household\n"
        f"child = Household().start('board', {SLEEPER!r}, pathlib.Path({str(tmp_path / 'log')!r}))\n"
        "print(child.pid, flush=True); signal.pause()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=PROJECT) as demo:
        assert demo.stdout
        pid = int(demo.stdout.readline())
        wait_for(lambda: "up" in (tmp_path / "log").read_text(), "the child is up")
        demo.kill()
    wait_for(lambda: not is_alive(pid), "the child ended too")
