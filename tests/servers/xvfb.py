"""A screen that nobody looks at: Xvfb, for tests of real windows."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

import pytest

from tests.servers.child import DIE_WITH_PARENT


@pytest.fixture
def x_display() -> Iterator[str]:
    """``DISPLAY`` of a fresh X server with one 1920x1080 screen."""
    told, tells = os.pipe()
    argv = [*DIE_WITH_PARENT, "Xvfb", "-displayfd", str(tells), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    with subprocess.Popen(argv, pass_fds=[tells], stderr=subprocess.DEVNULL) as server:
        os.close(tells)
        with os.fdopen(told) as numbers:
            number = numbers.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
        server.terminate()
