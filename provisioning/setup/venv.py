"""The project's own ``.venv``: made when it is not there, made anew when it is broken or was left half-made."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from protocol.words import Words
from provisioning.console import Console
from provisioning.setup.watched import run_watched

_ASK_VERSION = "import pip, sys; print('%d.%d.%d' % sys.version_info[:3])"


@dataclass(frozen=True, slots=True)
class Venv:
    """A virtual environment at ``folder``."""

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    @property
    def half_made_mark(self) -> Path:
        """A file that is there only while something is being installed."""
        return self.folder / "half-made"

    def python_version(self) -> str | None:
        """Version of its interpreter, or None when that does not start or has no pip."""
        try:
            asked = subprocess.run([self.python, "-c", _ASK_VERSION], capture_output=True, text=True, timeout=60)
        except (OSError, subprocess.TimeoutExpired):
            return None
        return asked.stdout.strip() or None if asked.returncode == 0 else None


def ensure(venv: Venv, console: Console) -> str:
    """A working ``venv``, with nothing half-installed in it; answers its Python's version.

    A new one stays marked as half-made: whoever fills it takes the mark off.
    """
    if not venv.half_made_mark.exists() and (version := venv.python_version()):
        return version
    running = ".".join(str(part) for part in sys.version_info[:3])
    console.say(
        Words(f"Tạo {venv.folder} với Python {running}", f"Making {venv.folder} with Python {running}"),
    )
    remedy = Words(f"Xoá thư mục {venv.folder} rồi chạy lại.", f"Remove the folder {venv.folder} and run this again.")
    _start_anew(venv)
    run_watched([sys.executable, "-m", "venv", str(venv.folder)], lambda _: None, console.progress, remedy)
    return running


def _start_anew(venv: Venv) -> None:
    if venv.folder.exists():
        shutil.rmtree(venv.folder)
    venv.folder.mkdir(parents=True)
    venv.half_made_mark.touch()
