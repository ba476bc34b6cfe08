"""Telling a running broker to read its logins again (SIGHUP)."""

from __future__ import annotations

import logging
import os
import signal
from pathlib import Path

log = logging.getLogger(__name__)


def reload_broker(pid_file: Path) -> bool:
    """Whether the broker was told. One that does not run reads the file when it starts."""
    try:
        os.kill(int(pid_file.read_text("ascii")), signal.SIGHUP)
    except (FileNotFoundError, ValueError, ProcessLookupError):
        log.info("no broker runs by %s; it reads the logins when it starts", pid_file)
        return False
    except PermissionError:
        log.error("the broker of %s belongs to another user and was not told; reload it by hand", pid_file)
        return False
    return True
