"""Gives memory back: pictures come and go by the megabyte, and a board runs for months on one gigabyte."""

from __future__ import annotations

import ctypes
import logging

M_TRIM_THRESHOLD = -1
M_MMAP_THRESHOLD = -3
M_ARENA_MAX = -8
"""The names and numbers of glibc's ``malloc.h``, see mallopt(3)."""
TIDY = "tidy"
GIVE_BACK_EVERY_S = 15.0
SETTINGS = {M_ARENA_MAX: 1, M_MMAP_THRESHOLD: 1024 * 1024, M_TRIM_THRESHOLD: 8 * 1024 * 1024}
"""One heap for all threads; pictures straight from the kernel and back to it when they are freed.

Lower thresholds cost a clip processor and an alert milliseconds: smaller pieces than pictures then come fresh from the
kernel each time. What lies free between pieces in use is given back by :func:`give_back` instead, now and then.
"""

_log = logging.getLogger(__name__)


def spare_memory() -> None:
    """Tell the C library; before any other thread is started. Without glibc nothing changes."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        _log.info("this C library has no mallopt: freed memory may stay with the process")
        return
    refused = [name for name, value in SETTINGS.items() if not mallopt(name, value)]
    if refused:
        _log.warning("mallopt refused %s", refused)


def give_back() -> None:
    """Return what lies free inside the heap, see malloc_trim(3): the most of it after a clip."""
    malloc_trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if malloc_trim is not None:
        malloc_trim(0)
