"""amqtt, the broker of a machine that has no Mosquitto, on loopback only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.servers.child import serving
from tests.servers.ports import LOOPBACK, accepts, free_port

CONFIG = """
listeners:
  default:
    type: tcp
    bind: {host}:{port}
plugins:
  amqtt.plugins.authentication.AnonymousAuthPlugin:
    allow_anonymous: true
"""


@pytest.fixture
def amqtt_port(tmp_path: Path) -> Iterator[int]:
    """Port of a fresh amqtt that lets anyone on this machine in."""
    port = free_port()
    config = tmp_path / "amqtt.yaml"
    config.write_text(CONFIG.format(host=LOOPBACK, port=port), "utf-8")
    program = Path(sys.executable).with_name("amqtt")
    with serving([program, "-c", config], tmp_path / "amqtt.log", partial(accepts, port)):
        yield port
