"""What the demo stands on: kept ports, one demo a folder, what the machine has, settings that can be read."""

from __future__ import annotations

import socket
import threading
import tomllib
from pathlib import Path

import pytest

from provisioning.demo import ports as ports_module
from provisioning.demo.boards import BOARDS, Board
from provisioning.demo.config_files import agent_settings, controller_settings, panel_url
from provisioning.demo.lock import AlreadyRunning, only_demo_in
from provisioning.demo.machine import has_display, has_sound_card
from provisioning.demo.ports import LOOPBACK, Ports, PortTaken, accepts, is_free, kept_ports


def ports_in(file: Path) -> Ports:
    """What a demo with this file would use; it has ended when this returns."""
    with kept_ports(file) as ports:
        return ports


def test_ports_are_kept_between_runs(tmp_path: Path) -> None:
    first = ports_in(tmp_path / "ports.json")
    assert ports_in(tmp_path / "ports.json") == first
    assert first.panel != first.broker


def test_another_port_is_chosen_when_the_usual_one_is_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server((LOOPBACK, 0)) as other:
        taken = other.getsockname()[1]
        monkeypatch.setattr(ports_module, "PANEL_PORT", taken)
        assert ports_in(tmp_path / "ports.json").panel != taken


def test_two_demos_never_choose_the_same_port_though_neither_has_started_its_servers(tmp_path: Path) -> None:
    with kept_ports(tmp_path / "one.json") as one, kept_ports(tmp_path / "two.json") as two:
        assert len({one.panel, one.broker, two.panel, two.broker}) == 4


def test_a_kept_port_that_is_in_use_is_refused_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports_module, "FREE_WITHIN_S", 0.0)
    kept = ports_in(tmp_path / "ports.json")
    with socket.create_server((LOOPBACK, kept.broker)):
        assert accepts(kept.broker)
        assert not is_free(kept.broker)
        with pytest.raises(PortTaken, match="make clean"):
            ports_in(tmp_path / "ports.json")
    assert not accepts(kept.broker)


def test_a_kept_port_that_is_about_to_become_free_is_waited_for(tmp_path: Path) -> None:
    kept = ports_in(tmp_path / "ports.json")
    with socket.create_server((LOOPBACK, kept.broker)) as leaving:
        threading.Timer(0.3, leaving.close).start()
        assert ports_in(tmp_path / "ports.json") == kept


def test_one_demo_a_folder(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with only_demo_in(tmp_path, lock), pytest.raises(AlreadyRunning, match="Ctrl-C"), only_demo_in(tmp_path, lock):
        pass
    with only_demo_in(tmp_path, lock):
        pass


def test_a_machine_without_display_or_sound_card(tmp_path: Path) -> None:
    cards = tmp_path / "cards"
    cards.write_text("--- no soundcards ---\n")
    assert not has_sound_card(cards)
    assert not has_sound_card(tmp_path / "missing")
    assert not has_display({})
    assert has_display({"DISPLAY": ":0"})


def test_the_controller_settings_are_toml_and_secure_with_mosquitto() -> None:
    ports = Ports(8080, 8883)
    secure = tomllib.loads(controller_settings(ports, mosquitto=True))
    plain = tomllib.loads(controller_settings(ports, mosquitto=False))
    assert secure["http"]["public_url"] == panel_url(ports) == "http://127.0.0.1:8080"
    assert secure["broker"]["tls"] is True
    assert secure["broker"]["ca_file"] == "broker/ca.pem"
    assert plain["broker"] == {"host": LOOPBACK, "port": 8883, "tls": False}


@pytest.mark.parametrize("board", BOARDS, ids=[board.slug for board in BOARDS])
def test_a_headless_board_draws_into_memory_and_records(board: Board) -> None:
    settings = tomllib.loads(agent_settings(board, display=False, sound_card=False))
    assert settings["profile"] == board.profile
    assert settings["screen"] == {"headless": True}
    assert settings["speaker"] == {"recording": "recording.wav"}


def test_a_desktop_gets_windows_and_sound() -> None:
    settings = tomllib.loads(agent_settings(BOARDS[1], display=True, sound_card=True))
    assert settings["profile"] == "bulletin-1080p"
    assert settings["screen"] == {"headless": False}
    assert "speaker" not in settings
