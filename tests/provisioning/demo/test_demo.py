"""``rao demo`` for real: three boards online, a killed one noticed and started again, and nothing left at the end."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from tests.servers.child import Child, start
from tests.servers.demo import Demo, running_demo
from tests.servers.waiting import wait_for

BROWSER = {"Accept": "text/html"}
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with running_demo(tmp_path_factory.mktemp("demo") / ".demo") as demo:
        yield demo


def family(child: Child) -> list[psutil.Process]:
    return psutil.Process(child.process.pid).children(recursive=True)


def is_gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def states(demo: Demo) -> dict[str, str]:
    token = next((demo.folder / "controller").rglob("*token*")).read_text("ascii").strip()
    answer = httpx.get(f"{demo.url}/api/v1/devices", headers={"Authorization": f"Bearer {token}"}, trust_env=False)
    return {device["profile"]: device["state"] for device in answer.raise_for_status().json()}


def test_three_boards_are_online(demo: Demo) -> None:
    assert states(demo) == {"led-p5-640x384": "online", "bulletin-1080p": "online", "speaker-cluster": "online"}
    assert demo.boards.keys() == {"led", "bulletin", "speaker"}


def test_the_last_line_says_where_to_look(demo: Demo) -> None:
    last = demo.child.said().strip().splitlines()[-1]
    assert last == f"Panel: {demo.url}  user: {demo.user}  password: {demo.password}"
    assert httpx.get(demo.url, headers=BROWSER, trust_env=False, follow_redirects=True).status_code == 200


def test_a_second_demo_in_the_same_folder_is_refused(demo: Demo, tmp_path: Path) -> None:
    second = start([*demo.child.process.args[4:]], tmp_path / "log")  # type: ignore[index]
    assert second.process.wait(30) == 5
    assert "Another demo is running" in second.said()


def test_a_killed_board_goes_offline_by_itself_and_comes_back_when_started_again(demo: Demo, tmp_path: Path) -> None:
    board = demo.boards["led"]
    os.kill(board.pid, signal.SIGKILL)
    wait_for(lambda: "The process led ended (-9)" in demo.child.said(), "the demo reports it")
    wait_for(lambda: states(demo)["led-p5-640x384"] == "offline", "the will is heard", 30)
    again = start(board.again, tmp_path / "led.log")
    try:
        wait_for(lambda: states(demo)["led-p5-640x384"] == "online", "it is back", 60)
    finally:
        again.stop()


def test_ctrl_c_leaves_no_process(demo: Demo) -> None:
    started = family(demo.child)
    assert len(started) >= 4
    assert demo.child.stop(signal.SIGINT) == 0
    assert [process for process in started if not is_gone(process)] == []


def test_it_goes_on_where_it_was_and_a_kill_of_the_demo_leaves_nothing(demo: Demo) -> None:
    with running_demo(demo.folder) as again:
        assert "Enrolling" not in again.child.said()
        assert states(again).keys() == {"led-p5-640x384", "bulletin-1080p", "speaker-cluster"}
        started = family(again.child)
        again.child.kill()
        wait_for(lambda: all(map(is_gone, started)), "every process is gone", 20)
