"""``rao demo`` as a person starts it, and what that person can then look at."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent.preview.blob_folder import BlobFolder
from agent.preview.device import held_by
from protocol.manifest import Manifest
from tests.servers.waiting import wait_for

RAO = str(Path(sys.executable).with_name("rao"))
UP_WITHIN_S = 240.0
IS_UP = re.compile(r"^Panel: (\S+)  user: (\S+)  password: (\S+)$", re.MULTILINE)
PLUG = re.compile(r"^  (\w+): pull the plug: kill -9 (\d+) ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo that is up."""

    folder: Path
    process: subprocess.Popen[bytes]
    printed: Path

    @property
    def said(self) -> str:
        """All it printed so far."""
        return self.printed.read_text("utf-8")

    @property
    def sign_in(self) -> tuple[str, str, str]:
        """(address, user, password), from its one line."""
        found = IS_UP.search(self.said)
        assert found, self.said
        return found[1], found[2], found[3]

    def pid_of(self, board: str) -> int:
        """The process that a board was first started as."""
        return {name: int(pid) for name, pid in PLUG.findall(self.said)}[board]

    def config_of(self, board: str) -> Path:
        """A board's configuration."""
        return self.folder / "agents" / board / "agent.toml"

    def recording_of(self, board: str) -> Path:
        """What a board's loudspeaker played."""
        return self.folder / "agents" / board / "recording.wav"

    def manifest_of(self, board: str) -> Manifest:
        """What a board has on disk to play."""
        return held_by(self._data(board))[0]

    def content_of(self, board: str, sha256: str) -> Path:
        """A file a board has on disk."""
        path = BlobFolder(self._data(board)).path_of(sha256)
        assert path, sha256
        return path

    def _data(self, board: str) -> Path:
        return self.config_of(board).parent / "data"

    def controller(self, *argv: str, exit_code: int = 0) -> str:
        """What ``rao controller ...`` prints."""
        return rao("controller", *argv, "--config", str(self.folder / "controller/controller.toml"), code=exit_code)

    def devices(self) -> dict[str, dict[str, Any]]:
        """``rao controller devices --json`` by profile."""
        return {row["profile"]: row for row in json.loads(self.controller("devices", "--json"))}

    def contents(self) -> list[str]:
        """Ids of what is published."""
        rows = json.loads(self.controller("contents", "--json"))
        return [row["id"] for row in rows if row["state"] == "published"]

    def stop(self) -> int:
        """Ctrl-C; answers the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)


def start_demo(folder: Path, *options: str) -> Demo:
    """Start it and wait for its one line."""
    folder.mkdir(parents=True, exist_ok=True)
    printed = folder / "printed.txt"
    with printed.open("wb") as out:
        argv = [RAO, "demo", "--folder", str(folder), *options]
        process = subprocess.Popen(argv, stdout=out, stderr=out, env=english(), start_new_session=True)
    demo = Demo(folder, process, printed)
    wait_for(lambda: IS_UP.search(demo.said) or process.poll() is not None, "the demo is up", UP_WITHIN_S)
    assert process.poll() is None, demo.said
    return demo


def rao(*argv: str, code: int = 0) -> str:
    """What a ``rao`` command prints."""
    done = subprocess.run([RAO, *argv], capture_output=True, text=True, env=english(), timeout=300)
    assert done.returncode == code, f"{argv}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def english() -> dict[str, str]:
    """The environment with an English terminal, whatever the tests run in."""
    return {**os.environ, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "LANGUAGE": ""}


def children_of(folder: Path) -> list[int]:
    """Processes that still have the demo's folder on their command line."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            command = (entry / "cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
        if str(folder).encode() in command:
            found.append(int(entry.name))
    return found
