"""What is freed leaves the process, whichever thread had it."""

from __future__ import annotations

import subprocess
import sys

import pytest

FRAMES_MB = 4 * 15
"""What the script's threads held before they let go of it."""
SCRIPT = """
import sys, threading
from pathlib import Path
from agent.run.heap import spare_memory

def resident_mb():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4 / 1024

def draw(done, over):
    bytes(16_000_000)
    frames = [bytes(1_500_000) for _ in range(10)]
    del frames
    done.release()
    over.wait()

if sys.argv[1] == "spared":
    spare_memory()
before, done, over = resident_mb(), threading.Semaphore(0), threading.Event()
threads = [threading.Thread(target=draw, args=(done, over)) for _ in range(4)]
for thread in threads:
    thread.start()
    done.acquire()
print(resident_mb() - before)
over.set()
"""


def left_mb(how: str) -> float:
    argv = [sys.executable, "-c", SCRIPT, how]
    done = subprocess.run(argv, check=True, capture_output=True, text=True, env={"PYTHONPATH": ":".join(sys.path)})
    return float(done.stdout)


HOLES = """
from pathlib import Path
from agent.run.heap import give_back, spare_memory

def resident_mb():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4 / 1024

spare_memory()
before = resident_mb()
pieces = [b"x" * 500_000 for _ in range(120)]
del pieces[:-1]
full = resident_mb() - before
give_back()
print(full, resident_mb() - before)
"""


def test_holes_between_pieces_in_use_are_given_back() -> None:
    argv = [sys.executable, "-c", HOLES]
    done = subprocess.run(argv, check=True, capture_output=True, text=True, env={"PYTHONPATH": ":".join(sys.path)})
    full_mb, left_mb = map(float, done.stdout.split())
    assert full_mb > 30
    assert left_mb < 5


def test_frames_that_are_gone_leave_nothing_behind() -> None:
    if left_mb("as it is") < FRAMES_MB / 2:
        pytest.skip("this C library gives freed memory back by itself")
    assert left_mb("spared") < 5
