"""What a heartbeat says of the machine itself."""

from __future__ import annotations

import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_THERMAL = Path("/sys/class/thermal/thermal_zone0/temp")


def disk_free_bytes(data: Path) -> int:
    """Room left where the data folder is."""
    return shutil.disk_usage(data).free


def temperature_c(source: Path = _THERMAL) -> float | None:
    """The processor's temperature; None where the machine doesn't tell."""
    try:
        return int(source.read_text()) / 1000
    except (OSError, ValueError):
        return None


def software_version() -> str:
    """The release that runs; ``unknown`` when it runs from a folder that was never installed."""
    try:
        return version("rao")
    except PackageNotFoundError:
        return "unknown"
