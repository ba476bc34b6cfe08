"""Where libespeak-ng is: the system's own, else the one the ``espeakng_loader`` package carries."""

from __future__ import annotations

import ctypes
import importlib.util
from dataclasses import dataclass

SYSTEM_LIBRARY = "libespeak-ng.so.1"


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library and its voice data; no data path means the one it was built with."""

    path: str
    data_path: str | None


def system_library() -> Library | None:
    """The one the dynamic linker finds."""
    try:
        ctypes.CDLL(SYSTEM_LIBRARY)
    except OSError:
        return None
    return Library(SYSTEM_LIBRARY, None)


def packaged_library() -> Library | None:
    """The one pip brought."""
    if importlib.util.find_spec("espeakng_loader") is None:
        return None
    import espeakng_loader

    return Library(espeakng_loader.get_library_path(), espeakng_loader.get_data_path())


def find_library() -> Library | None:
    """The first of both that is there."""
    return system_library() or packaged_library()
