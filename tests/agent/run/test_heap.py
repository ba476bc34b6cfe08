"""What is freed leaves the process."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys, threading
from pathlib import Path
from agent.run.heap import spare_memory

def resident_kb():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4

def work():
    pieces = [bytes(100_000) for _ in range(400)]

if sys.argv[1] == "spared":
    spare_memory()
before = resident_kb()
for _ in range(4):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
print(resident_kb() - before)
"""


def left_kb(how: str) -> int:
    argv = [sys.executable, "-c", SCRIPT, how]
    done = subprocess.run(argv, check=True, capture_output=True, text=True, env={"PYTHONPATH": ":".join(sys.path)})
    return int(done.stdout)


def test_pictures_that_are_gone_leave_nothing_behind() -> None:
    assert left_kb("spared") < 5_000
