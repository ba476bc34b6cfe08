"""The project and what it imports, put into the ``.venv`` by pip in the tested versions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from protocol.words import Words
from provisioning.console import Console
from provisioning.setup import stamp
from provisioning.setup.venv import Venv
from provisioning.setup.watched import run_watched

_PACKAGE = re.compile(r"^Collecting ([A-Za-z0-9._-]+)")
_INSTALLING = re.compile(r"^Installing collected packages: (.*)$")
_REMEDY = Words(
    "Kiểm tra mạng rồi chạy lại; những gì đã tải về không phải tải lại.",
    "See that there is a network, then run this again; what was downloaded is kept.",
)


class Story:
    """Makes pip's output into progress: how many packages it found, then how many it puts in place."""

    def __init__(self) -> None:
        self._found = 0

    def tell(self, line: str) -> str | None:
        """Progress told by one line of pip's output, or None."""
        if found := _PACKAGE.match(line):
            self._found += 1
            return f"pip: {self._found:3}  {found.group(1)}"
        if installing := _INSTALLING.match(line):
            return f"pip: {installing.group(1).count(',') + 1} -> .venv ..."
        return None


def ensure(venv: Venv, wanted: stamp.Wanted, console: Console) -> None:
    """Install what is ``wanted`` unless the stamp says that it is there. StepFailed when pip can't."""
    if stamp.is_current(venv.folder, wanted):
        return
    console.say(
        Words(
            f"Cài các thư viện vào {venv.folder} (lần đầu mất một đến hai phút)",
            f"Installing libraries into {venv.folder} (the first time takes a minute or two)",
        )
    )
    venv.half_made_mark.touch()
    run_watched(_command(venv, wanted.project, wanted.extras), Story().tell, console.progress, _REMEDY)
    stamp.put(venv.folder, wanted)
    venv.half_made_mark.unlink()


def _command(venv: Venv, project: Path, extras: Sequence[str]) -> list[str]:
    options = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    constraints = ["-c", str(project / "constraints.txt")]
    return [str(venv.python), "-m", "pip", "install", *options, *constraints, "-e", f"{project}[{','.join(extras)}]"]
