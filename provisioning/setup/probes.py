"""Is it here? Asked by what a package gives, never by the package's name, so other ways of having it count too."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
from pathlib import Path

SYSTEM_FOLDERS = "/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin"
POSTGRES_FOLDERS = Path("/usr/lib/postgresql")
LIBRARY_FOLDERS = Path("/usr/lib")


def has_command(*names: str) -> bool:
    """Whether one of the commands ``names`` is here, also where only root's PATH looks (``/usr/sbin``)."""
    where = os.environ.get("PATH", "") + ":" + SYSTEM_FOLDERS
    return any(shutil.which(name, path=where) for name in names)


def has_library(soname: str) -> bool:
    """Whether the dynamic loader finds the shared library ``soname``."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_file(path: str) -> bool:
    """Whether the file ``path`` is here."""
    return Path(path).is_file()


def has_venv() -> bool:
    """Whether this Python can make a virtual environment with pip in it (Debian ships that apart)."""
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def has_postgres() -> bool:
    """Whether a PostgreSQL server can be started: Debian keeps its programs off the PATH."""
    return has_command("initdb") or any(POSTGRES_FOLDERS.glob("*/bin/initdb"))


def has_alsa_to_pulse() -> bool:
    """Whether a program that knows ALSA alone can play to PulseAudio."""
    return any(LIBRARY_FOLDERS.glob("*/alsa-lib/libasound_module_pcm_pulse.so"))
