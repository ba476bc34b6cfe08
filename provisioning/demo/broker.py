"""Which broker serves the demo, and how it is started."""

from __future__ import annotations

import os
import shutil
import sys

from provisioning.demo.layout import Layout
from provisioning.demo.ports import Ports

SYSTEM_PATH = ":/usr/sbin:/usr/local/sbin"


def mosquitto_argv(layout: Layout) -> list[str]:
    """Mosquitto with the configuration that ``rao controller broker-config`` wrote."""
    program = shutil.which("mosquitto", path=os.environ.get("PATH", "") + SYSTEM_PATH) or "mosquitto"
    return [program, "-c", str(layout.broker / "mosquitto.conf")]


def amqtt_argv(layout: Layout, ports: Ports) -> list[str]:
    """amqtt with the same logins and rights, on loopback only."""
    files = ["--passwd", str(layout.broker / "passwd"), "--pid-file", str(layout.broker / "amqtt.pid")]
    return [sys.executable, "-m", "controller.broker.amqtt_child", "--port", str(ports.broker), *files]
