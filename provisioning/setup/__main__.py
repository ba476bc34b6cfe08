"""``python3 -m provisioning.setup demo|test``: bring everything that ``make demo`` or ``make test`` needs."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType

from protocol.errors import RaoError
from protocol.words import Words
from provisioning.console import Console
from provisioning.setup import pip, venv
from provisioning.setup.needs import Purpose
from provisioning.setup.stamp import Wanted
from provisioning.setup.system import bring_system_packages

PROJECT = Path(__file__).resolve().parents[2]
EXTRAS: dict[Purpose, tuple[str, ...]] = {
    "demo": ("agent", "controller", "provisioning"),
    "test": ("agent", "controller", "provisioning", "dev"),
}
STOPPED_BY_HAND = 130


def main() -> int:
    """Set up, telling what is done; answers the exit code."""
    signal.signal(signal.SIGTERM, _stop)
    asked, console = _arguments(), Console.here()
    try:
        set_up(asked.purpose, venv.Venv(Path(asked.venv)), console)
    except KeyboardInterrupt:
        console.say(Words("Đã dừng. Chạy lại thì làm tiếp.", "Stopped. Run it again and it goes on."))
        return STOPPED_BY_HAND
    except RaoError as problem:
        console.close_line()
        sys.stderr.write(problem.told_in(console.language) + "\n")
        return 1
    return 0


def set_up(purpose: Purpose, environment: venv.Venv, console: Console) -> None:
    """Debian packages, then the virtual environment, then what goes into it. Quick when all is there."""
    bring_system_packages(purpose, console)
    version = venv.ensure(environment, console)
    pip.ensure(environment, Wanted(PROJECT, version, EXTRAS[purpose]), console)
    console.close_line()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 -m provisioning.setup", description=__doc__)
    parser.add_argument("purpose", choices=sorted(EXTRAS))
    parser.add_argument("--venv", default=".venv", help="folder of the virtual environment (default: .venv)")
    return parser.parse_args()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
