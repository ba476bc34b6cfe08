"""Mosquitto, run with whatever configuration a test gives it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import pytest

from tests.servers.child import Child, serving
from tests.servers.ports import LOOPBACK, accepts, free_port

RunMosquitto = Callable[[Path, int], AbstractContextManager[Child]]


def program() -> str:
    """Path of Mosquitto; Debian keeps it where only root's PATH looks."""
    found = shutil.which("mosquitto", path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")
    assert found, "Mosquitto is not installed: run make test, which sets it up"
    return found


def open_config(folder: Path, port: int) -> Path:
    """A configuration that lets anyone on this machine in: for tests of what is not access control."""
    config = folder / "mosquitto.conf"
    config.write_text(f"listener {port} {LOOPBACK}\nallow_anonymous true\npersistence false\nuser root\n", "utf-8")
    return config


@contextmanager
def mosquitto(config: Path, port: int) -> Iterator[Child]:
    """Mosquitto with ``config``, from when it accepts on ``port`` until the block ends."""
    log = config.with_name(f"mosquitto-{port}.log")
    with serving([program(), "-v", "-c", config], log, partial(accepts, port)) as child:
        yield child


@pytest.fixture
def run_mosquitto() -> RunMosquitto:
    """``with run_mosquitto(config_file, port) as child:`` runs the real broker with that configuration."""
    return mosquitto


@pytest.fixture
def mosquitto_port(tmp_path: Path) -> Iterator[int]:
    """Port of a fresh Mosquitto that lets anyone on this machine in."""
    port = free_port()
    with mosquitto(open_config(tmp_path, port), port):
        yield port
