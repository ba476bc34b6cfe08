"""Debian packages: install them as root or by a sudo that asks nothing, else name the one line to type."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence

from protocol.words import Words
from provisioning.setup.watched import StepFailed, run_watched

INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")
LOCK_WAIT = ("-o", "DPkg::Lock::Timeout=120")
QUIET = ("env", "DEBIAN_FRONTEND=noninteractive")
_WORTH_SHOWING = re.compile(r"^(Get:\d+ |Unpacking |Setting up )")

Show = Callable[[str], None]


def line_to_type(packages: Sequence[str]) -> str:
    """The one line that installs ``packages``, for a person to type."""
    return f"sudo sh -c 'apt-get update && {' '.join((*INSTALL, *packages))}'"


def way_to_root() -> tuple[str, ...] | None:
    """What to put before a command to run it as root without a question; None when there is no such way."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ()
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:
        return (sudo, "-n")
    return None


def install(packages: Sequence[str], as_root: Sequence[str], show: Show) -> None:
    """Install ``packages``; the package lists are renewed only when they don't do. StepFailed when apt can't."""
    if not _all_listed(packages):
        _apt(("apt-get", *LOCK_WAIT, "update"), packages, as_root, show)
    try:
        _apt((*INSTALL, *LOCK_WAIT, *packages), packages, as_root, show)
    except StepFailed:
        _apt(("apt-get", *LOCK_WAIT, "update"), packages, as_root, show)
        _apt((*INSTALL, *LOCK_WAIT, *packages), packages, as_root, show)


def progress_of(line: str) -> str | None:
    """What of apt's output tells how far it is."""
    return line if _WORTH_SHOWING.match(line) else None


def _all_listed(packages: Sequence[str]) -> bool:
    shown = subprocess.run(["/usr/bin/apt-cache", "show", "--no-all-versions", *packages], capture_output=True)
    return shown.returncode == 0


def _apt(command: Sequence[str], packages: Sequence[str], as_root: Sequence[str], show: Show) -> None:
    line = line_to_type(packages)
    remedy = Words(f"Thử gõ: {line}", f"Try it by hand: {line}")
    run_watched([*as_root, *QUIET, *command], progress_of, show, remedy)
