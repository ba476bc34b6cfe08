"""A commune's e-bulletin board as its users have it: enrolled, told by a real broker, run by ``rao agent run``."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from agent.config import read_config
from agent.enrol import enrol
from firmware_profiles import Profile, load
from media.board import Look, standard_arrangement
from media.text import Box, Geometry
from protocol.manifest import Manifest
from protocol.uplink import Status
from tests.agent.bus import Bus, bus_on
from tests.agent.programmes import desired
from tests.agent.province import CLAIM, Province
from tests.agent.run.ground import DESIRED, RAO
from tests.servers.child import Child, start
from tests.servers.mosquitto import mosquitto, open_config
from tests.servers.ports import free_port

MODEL = "bulletin-1080p"
CONFIG = f'data_dir = "data"\nprofile = "{MODEL}"\nclock = "assume-trusted"\n[speaker]\nrecording = "heard.wav"\n'
READY_WITHIN_S = 60.0


@dataclass(frozen=True)
class Board:
    """One board, its province and the broker between them."""

    province: Province
    bus: Bus
    folder: Path
    broker_pid: int
    profile: Profile = field(default_factory=lambda: load(MODEL))

    def is_to_show(self, manifest: Manifest) -> None:
        """Publish ``manifest`` as what the board should play."""
        blob = self.province.blob(msgspec.json.encode(manifest), "application/json")
        self.bus.publish(DESIRED, self.province.signed("desired", desired(blob, unit_name=manifest.unit_name)))

    def shows(self, screen: str) -> None:
        """Wait until the board says that it shows ``screen``."""
        self.bus.wait_for("status", Status, lambda one: one.showing.screen.startswith(screen), READY_WITHIN_S)

    @contextmanager
    def running(self, environ: dict[str, str], *argv: str | Path) -> Iterator[Child]:
        """The whole agent as a process of its own, until the block ends."""
        self.bus.messages.clear()
        child = start([*(argv or (RAO, "agent")), "run", "--config", self.config], self.folder / "agent.log", environ)
        try:
            yield child
        finally:
            child.stop()

    @property
    def config(self) -> Path:
        """The device's own configuration."""
        return self.folder / "agent.toml"


def clip_box(profile: Profile) -> Box:
    """Where a clip as large as the board stands: as large as it fits in the middle of the main zone."""
    look = look_of(profile)
    main, (width_px, height_px) = standard_arrangement(look).main, look.size
    scale = min(main.width_px / width_px, main.height_px / height_px)
    width, height = round(width_px * scale), round(height_px * scale)
    return Box(main.x_px + (main.width_px - width) // 2, main.y_px + (main.height_px - height) // 2, width, height)


def look_of(profile: Profile) -> Look:
    """How a board of this model looks."""
    if profile.geometry is None:
        raise AssertionError(profile.name)
    return Look.of(Geometry(*profile.geometry))


@contextmanager
def board(model: str = MODEL, config: str = CONFIG) -> Iterator[Board]:
    """An enrolled board that does not run yet."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        province = Province(broker_port=port)
        with mosquitto(open_config(folder, port), port) as broker, province.serving(), bus_on(port) as bus:
            here = Board(province, bus, folder, broker.process.pid, load(model))
            here.config.write_text(config, "utf-8")
            enrol(read_config(here.config), province.url, CLAIM)
            yield here
