"""``rao demo`` as a process: one a folder, it goes on where it was, and nothing is left however it ends.

What its users see is tried in ``tests/end_to_end``.
"""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.demo import RAO, Demo, children_of, english, start_demo
from tests.servers.waiting import wait_for

pytestmark = [pytest.mark.timeout(420), pytest.mark.long]
PROCESSES = 6
"""The demo itself, broker, controller and three boards."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def demo(folder: Path) -> Iterator[Demo]:
    running = start_demo(folder)
    yield running
    if running.process.poll() is None:
        running.stop()


def test_its_last_line_says_where_to_look_and_how_to_sign_in(demo: Demo) -> None:
    url, user, password = demo.sign_in
    assert demo.said.strip().splitlines()[-1] == f"Panel: {url}  user: {user}  password: {password}"
    assert len(children_of(demo.folder)) == PROCESSES


def test_a_second_one_in_the_same_folder_is_refused(demo: Demo) -> None:
    argv = [RAO, "demo", "--folder", str(demo.folder)]
    second = subprocess.run(argv, capture_output=True, text=True, env=english(), timeout=60)
    assert second.returncode == 5
    assert "Another demo is running" in second.stderr
    assert demo.process.poll() is None


def test_ctrl_c_leaves_no_process(demo: Demo) -> None:
    assert demo.stop() == 0
    assert children_of(demo.folder) == []


def test_it_goes_on_where_it_was_and_when_it_is_killed_all_its_processes_end_too(demo: Demo) -> None:
    assert "Enrolling" in demo.said
    again = start_demo(demo.folder)
    assert "Enrolling" not in again.said
    assert len(children_of(demo.folder)) == PROCESSES
    again.process.send_signal(signal.SIGKILL)
    again.process.wait()
    wait_for(lambda: not children_of(demo.folder), "every process has ended", 30)
