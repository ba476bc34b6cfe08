"""The settings files of the demo's controller and boards, as a technician would write them."""

from __future__ import annotations

from provisioning.demo.boards import Board
from provisioning.demo.ports import LOOPBACK, Ports

QUICK_SNAPSHOTS_S = 10


def controller_settings(ports: Ports, *, mosquitto: bool) -> str:
    """``controller.toml``. With Mosquitto the broker speaks TLS; amqtt, on loopback only, does not."""
    secure = 'ca_file = "broker/ca.pem"\npid_file = "broker/mosquitto.pid"\n' if mosquitto else ""
    return f"""# Written by rao demo.
data_dir = "."

[http]
host = "{LOOPBACK}"
port = {ports.panel}
public_url = "{panel_url(ports)}"

[broker]
host = "{LOOPBACK}"
port = {ports.broker}
tls = {str(mosquitto).lower()}
{secure}
[cadence]
snapshot_s = {QUICK_SNAPSHOTS_S}
"""


def agent_settings(board: Board, *, display: bool, sound_card: bool) -> str:
    """``agent.toml`` of ``board``; without a display it draws into memory, without a sound card it records."""
    speaker = "" if sound_card else '\n[speaker]\nrecording = "recording.wav"\n'
    return f"""# Written by rao demo.
data_dir = "data"
profile = "{board.profile}"
clock = "assume-trusted"   # a container can't see whether its host's clock is synchronised

[screen]
headless = {str(not display).lower()}
{speaker}"""


def panel_url(ports: Ports) -> str:
    """Where a browser on this machine finds the panel."""
    return f"http://{LOOPBACK}:{ports.panel}"
