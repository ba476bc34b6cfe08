"""The small edges of the process: systemd, the log, threads that die, outputs that can't be opened."""

from __future__ import annotations

import json
import logging
import socket
import threading
from pathlib import Path

import pytest

from agent.config import Config
from agent.outbox.vitals import disk_free_bytes, software_version, temperature_c
from agent.run.crashes import Crashes, ThreadDied, watch_threads
from agent.run.logs import JsonLines
from agent.run.outputs import board_of, open_outputs
from agent.run.watchdog import notify
from agent.speaker.player import SpeakerPlayer
from agent.store import BlobStore
from firmware_profiles import load
from protocol.errors import Unavailable
from protocol.words import Words
from tests.agent.run.parts import Parts


def test_systemd_is_told_where_it_listens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(path))
        monkeypatch.setenv("NOTIFY_SOCKET", str(path))
        notify("READY=1")
        assert systemd.recv(64) == b"READY=1"
    monkeypatch.delenv("NOTIFY_SOCKET")
    notify("READY=1")


def test_a_log_line_is_one_json_object_with_the_error_in_it() -> None:
    try:
        raise ValueError("lỗi")
    except ValueError as error:
        record = logging.LogRecord(
            "agent.x", logging.ERROR, "f", 1, "what %s", ("now",), (ValueError, error, error.__traceback__)
        )
    line = JsonLines().format(record)
    entry = json.loads(line)
    assert (entry["level"], entry["part"], entry["text"]) == ("error", "agent.x", "what now")
    assert "ValueError: lỗi" in entry["trace"]
    assert "\n" not in line


@pytest.mark.parametrize(("name", "stopped"), [("mqtt", ["failed"]), ("snapshot", [])])
def test_a_thread_that_died_is_a_fault_and_a_vital_one_the_end(parts: Parts, name: str, stopped: list[str]) -> None:
    ended: list[str] = []
    Crashes(parts.journal, ended.append).died(ThreadDied(name, "KeyError: 5"))
    assert parts.faults() == ["thread-died"]
    assert ended == stopped


def test_every_thread_is_watched(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    posted: list[object] = []
    watch_threads(posted.append)

    def fail() -> None:
        raise KeyError(5)

    thread = threading.Thread(target=fail, name="mqtt")
    thread.start()
    thread.join()
    assert posted == [ThreadDied("mqtt", "KeyError: 5")]
    assert "thread mqtt died" in caplog.text


def config(tmp_path: Path, profile: str) -> Config:
    return Config(data_dir=str(tmp_path), profile=profile)


def without_sound(_self: object) -> None:
    raise Unavailable(Words("Không có loa.", "No sound card."), Words("Cắm loa.", "Plug one in."))


def test_a_board_without_its_sound_still_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SpeakerPlayer, "start", without_sound)
    headless = Config(data_dir=str(tmp_path), profile="bulletin-1080p")
    outputs = open_outputs(headless, load("bulletin-1080p"), BlobStore(tmp_path), lambda _: None)
    assert outputs.screen is not None
    assert (outputs.speaker, outputs.trouble) == (None, "No sound card.")


def test_a_loudspeaker_without_sound_is_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SpeakerPlayer, "start", without_sound)
    with pytest.raises(Unavailable, match="No sound card"):
        open_outputs(config(tmp_path, "speaker-cluster"), load("speaker-cluster"), BlobStore(tmp_path), lambda _: None)


def test_a_board_is_as_its_profile_says(tmp_path: Path) -> None:
    led = board_of(load("led-p5-640x384"), config(tmp_path, "led-p5-640x384"))
    assert (led.width_px, led.height_px, led.has_sound) == (640, 384, False)
    cluster = board_of(load("speaker-cluster"), config(tmp_path, "speaker-cluster"))
    assert (cluster.has_screen, cluster.has_sound) == (False, True)


def test_the_machine_tells_its_vitals(tmp_path: Path) -> None:
    assert disk_free_bytes(tmp_path) > 0
    assert software_version()
    (tmp_path / "temp").write_text("48312\n")
    assert temperature_c(tmp_path / "temp") == pytest.approx(48.312)
    assert temperature_c(tmp_path / "none") is None
    (tmp_path / "temp").write_text("hot")
    assert temperature_c(tmp_path / "temp") is None
