"""Where everything of the demo lies: one folder, kept between runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from provisioning.demo.boards import Board


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths under the demo's ``folder``."""

    folder: Path

    @property
    def lock(self) -> Path:
        """Held by the demo that runs here."""
        return self.folder / "lock"

    @property
    def ports(self) -> Path:
        """The ports it uses, kept because boards remember where they were enrolled."""
        return self.folder / "ports.json"

    @property
    def controller(self) -> Path:
        """The controller's data folder."""
        return self.folder / "controller"

    @property
    def controller_toml(self) -> Path:
        """The controller's settings."""
        return self.controller / "controller.toml"

    @property
    def broker(self) -> Path:
        """The broker's configuration, logins and certificates."""
        return self.controller / "broker"

    def log(self, name: str) -> Path:
        """What the process ``name`` prints."""
        return self.folder / "logs" / f"{name}.log"

    def agent(self, board: Board) -> Path:
        """The folder of one board."""
        return self.folder / "agents" / board.slug

    def agent_toml(self, board: Board) -> Path:
        """One board's settings."""
        return self.agent(board) / "agent.toml"

    def recording(self, board: Board) -> Path:
        """What the board says, recorded, where there is no sound card."""
        return self.agent(board) / "recording.wav"

    def make_folders(self) -> None:
        """Make every folder that a log or a setting is written to."""
        (self.folder / "logs").mkdir(parents=True, exist_ok=True)
        self.broker.mkdir(parents=True, exist_ok=True)
