from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from bench.screen.tree import cpu_s, files, pss_mib, rss_mib, tree
from tests.servers.waiting import wait_for

PARENT = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"
BUSY = "import time\nheld = b'x' * 50_000_000\nwhile True: pass"


@pytest.fixture
def family() -> Iterator[int]:
    """A process that only waits for its child, which works and holds 50 MB."""
    with subprocess.Popen([sys.executable, "-c", PARENT, BUSY]) as parent:
        wait_for(lambda: len(tree(parent.pid)) == 2, "a child")
        yield parent.pid
        for pid in reversed(tree(parent.pid)):
            os.kill(pid, signal.SIGKILL)


def test_what_a_child_takes_counts(family: int) -> None:
    wait_for(lambda: rss_mib(family) > 60, "the memory")
    before_s, began_s = cpu_s(family), time.monotonic()
    wait_for(lambda: cpu_s(family) - before_s > 0.05, "work")
    assert cpu_s(family) - before_s <= time.monotonic() - began_s + 0.05
    assert 45 < pss_mib(family) <= rss_mib(family)
    assert files(family) >= 6
