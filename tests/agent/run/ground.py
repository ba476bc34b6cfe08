"""A device as its users have it: its folder, its province, its broker; the agent is started as a process."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from protocol.ids import DeviceId, UnitId
from protocol.topics import area_alerts, down
from protocol.uplink import Status
from tests.agent.bus import Bus
from tests.agent.province import CLAIM, DEVICE, UNIT, Province
from tests.servers.child import Child, start

RAO = Path(sys.executable).with_name("rao")
ME = DeviceId(DEVICE)
DESIRED = down(ME, "desired")
ALERTS = area_alerts(UnitId(UNIT))
CONFIG = 'data_dir = "data"\nprofile = "led-p5-640x384"\nclock = "assume-trusted"\n[screen]\nheadless = true\n'


@dataclass
class Ground:
    """A province, its broker, and one device's folder."""

    province: Province
    bus: Bus
    folder: Path
    written: str = CONFIG
    """What stands in its configuration."""

    @property
    def config(self) -> Path:
        return self.folder / "agent.toml"

    def enrol(self) -> None:
        self.config.write_text(self.written)
        argv: list[str | Path] = [
            RAO,
            "agent",
            "enrol",
            "--config",
            self.config,
            "--url",
            self.province.url,
            "--claim",
            CLAIM,
        ]
        assert start(argv, self.folder / "enrol.log").process.wait(60) == 0

    def agent(self, **environment: str) -> Child:
        return start([RAO, "agent", "run", "--config", self.config], self.folder / "agent.log", environment)


def ready(status: Status) -> bool:
    return status.online and status.applied_rev == status.seen_rev > 0
