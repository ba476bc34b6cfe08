"""The loop itself, in real time, and once in a real window that another program photographs."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from agent.player.ports import Event, Finished, Rendered
from agent.screen.player import ScreenPlayer
from firmware_profiles import load
from protocol.errors import InvalidInput
from protocol.ids import EpochMs
from protocol.programme_types import ShowAlert, ShowItem
from tests.agent.screen.material import Blobs, alert, bulletin, difference, item, picture, scene
from tests.servers.waiting import wait_for

LED = load("led-p5-640x384")


def wall_clock() -> EpochMs:
    return EpochMs(time.time_ns() // 1_000_000)


class Running:
    """A player whose loop runs in a thread of the test."""

    def __init__(self, blobs: Blobs, profile_name: str = "led-p5-640x384") -> None:
        self.events: list[tuple[float, Event]] = []
        profile = load(profile_name)
        self.player = ScreenPlayer(profile, blobs, self._witness, wall_clock, headless=True)
        self._thread = threading.Thread(target=self.player.run, name="test-screen")
        self._thread.start()
        wait_for(lambda: self.player.picture() is not None, "the first frame")

    def _witness(self, event: Event) -> None:
        self.events.append((time.monotonic(), event))

    def shown_at(self, of: object) -> float | None:
        rendered = (at for at, event in self.events if isinstance(event, Rendered) and event.of == of)
        return next(rendered, None)

    def close(self) -> None:
        self.player.stop()
        self._thread.join(10)
        assert not self._thread.is_alive()


@pytest.fixture
def running(blobs: Blobs) -> Iterator[Running]:
    started = Running(blobs)
    yield started
    started.close()


def test_what_is_presented_is_shown_and_can_be_looked_at_from_any_thread(running: Running, blobs: Blobs) -> None:
    shown = item(picture(blobs, LED, (200, 30, 30)), wall_clock())
    running.player.present(scene(shown, wall_clock()))
    wait_for(lambda: running.shown_at(shown), "the picture")
    frame = running.player.picture()
    assert frame is not None and frame.size == (640, 384)
    assert frame.getpixel((320, 200))[0] > 180  # type: ignore[index]


def test_what_is_on_when_the_screen_is_given_back_is_told_as_cut(blobs: Blobs) -> None:
    board = Running(blobs)
    shown = item(picture(blobs, LED, (200, 30, 30)), wall_clock())
    board.player.present(scene(shown, wall_clock()))
    wait_for(lambda: board.shown_at(shown), "the picture")
    board.close()
    last = board.events[-1][1]
    assert isinstance(last, Finished) and (last.of, last.cut_by) == (shown, "stop")


def test_looking_while_the_screen_is_given_back_gives_a_picture_or_none(blobs: Blobs) -> None:
    board = Running(blobs)
    seen: list[Image.Image | None] = []

    def look() -> None:
        while not seen or seen[-1] is not None:
            seen.append(board.player.picture())

    looking = threading.Thread(target=look)
    looking.start()
    wait_for(lambda: len(seen) > 3, "a few looks")
    board.close()
    looking.join(10)
    assert not looking.is_alive()
    assert all(image.size == (640, 384) for image in seen if image is not None)


def test_the_newest_scene_wins(running: Running, blobs: Blobs) -> None:
    items = [item(picture(blobs, LED, (40 * number, 30, 30), f"anh-{number}"), wall_clock()) for number in range(5)]
    for one in items:
        running.player.present(scene(one, wall_clock()))
    wait_for(lambda: running.shown_at(items[-1]), "the last picture")


def test_an_alert_takes_less_than_a_tenth_of_a_second_of_work_from_presenting_to_evidence(blobs: Blobs) -> None:
    """Counted in processor time, because other work on this machine may come between."""
    board = Running(blobs, "bulletin-1080p")
    took = []
    for number in range(5):
        warning = ShowAlert(alert(f"lu-quet-{number}"), 1, 1)
        began_s = time.process_time()
        board.player.present(scene(warning, wall_clock()))
        wait_for(lambda warning=warning: board.shown_at(warning), "the alert")
        took.append(time.process_time() - began_s)
    board.close()
    assert min(took) <= 0.1


def test_a_still_page_without_ticker_costs_nothing(running: Running, blobs: Blobs) -> None:
    wait_for(lambda: time.time() % 60 < 57, "time before the clock's next minute", 5)
    shown = item(bulletin(blobs, LED), wall_clock())
    running.player.present(scene(shown, wall_clock()))
    wait_for(lambda: running.shown_at(shown), "the page")
    drawn, used_s = running.player.redraws, time.process_time()
    threading.Event().wait(1.5)
    assert running.player.redraws == drawn
    assert time.process_time() - used_s < 0.05


def test_it_has_no_picture_before_it_runs_and_refuses_a_model_without_screen(blobs: Blobs) -> None:
    assert ScreenPlayer(LED, blobs, lambda _: None, wall_clock, headless=True).picture() is None
    with pytest.raises(InvalidInput, match="no screen"):
        ScreenPlayer(load("speaker-cluster"), blobs, lambda _: None, wall_clock)


REAL_WINDOW = """
import sys, threading
from pathlib import Path
from agent.screen.player import ScreenPlayer
from firmware_profiles import load
from tests.agent.screen.material import Blobs, bulletin, item, scene
from tests.agent.screen.test_player import wall_clock
profile = load(sys.argv[3])
blobs = Blobs(Path(sys.argv[1]))
def witness(event):
    print(type(event).__name__, type(event.of).__name__, flush=True)
player = ScreenPlayer(profile, blobs, witness, wall_clock)
player.present(scene(item(bulletin(blobs, profile), wall_clock()), wall_clock()))
def save_and_stop():
    sys.stdin.readline()
    player.picture().save(sys.argv[2])
    player.stop()
threading.Thread(target=save_and_stop).start()
player.run()
"""

PHOTOGRAPH = "import sys; from PIL import ImageGrab; ImageGrab.grab(xdisplay=sys.argv[1]).save(sys.argv[2])"


@pytest.mark.parametrize("profile_name", ["bulletin-1080p", "led-p5-640x384"])
def test_a_real_window_shows_another_program_what_the_player_says_it_shows(
    x_display: str, tmp_path: Path, profile_name: str
) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("SDL_")}
    environment |= {"DISPLAY": x_display, "PYTHONPATH": os.pathsep.join(sys.path)}
    own, photo = tmp_path / "own.png", tmp_path / "photo.png"
    argv = [sys.executable, "-c", REAL_WINDOW, str(tmp_path), str(own), profile_name]
    pipe = subprocess.PIPE
    with subprocess.Popen(argv, stdin=pipe, stdout=pipe, env=environment, text=True) as board:
        assert board.stdin and board.stdout
        for line in board.stdout:
            if line == f"{Rendered.__name__} {ShowItem.__name__}\n":
                break
        subprocess.run([sys.executable, "-c", PHOTOGRAPH, x_display, str(photo)], check=True, env=environment)
        board.stdin.write("\n")
        board.stdin.close()
        assert board.wait(20) == 0
    with Image.open(own) as said, Image.open(photo) as seen:
        assert seen.size == (1920, 1080)
        corner = seen.convert("RGB").crop((0, 0, *said.size))
        assert difference(said.convert("RGB"), corner) < 0.5
