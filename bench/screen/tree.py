"""What a process and all it started take, read from outside: proc(5)."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
_PARENT = 1
"""Its place in ``/proc/<pid>/stat`` behind the name."""
_SCHEDULED = 2
"""``CPUCLOCK_SCHED``: the time for which a process had a core."""


@dataclass(frozen=True, slots=True)
class Use:
    """What a tree took over a while. Memory is that at the end of it."""

    cpu_percent: float
    """Of one core."""
    pss_mib: float
    """Proportional set size (PSS): a page shared by n processes counts as 1/n, inside the tree and outside of it."""
    rss_mib: float
    """Of each process, summed: for a tree of one process what PSS would be with nobody else on the machine."""
    files: int
    """Open file descriptors."""


def use_of(pid: int, over_s: float) -> Use:
    """What the tree of ``pid`` takes over the next ``over_s`` seconds."""
    began_s, before_s = time.perf_counter(), cpu_s(pid)
    time.sleep(over_s)
    share = (cpu_s(pid) - before_s) / (time.perf_counter() - began_s)
    return Use(100 * share, pss_mib(pid), rss_mib(pid), files(pid))


def cpu_s(pid: int) -> float:
    """CPU seconds of all that run in the tree of ``pid`` now, from their beginning on, to the nanosecond.

    The kernel's own clocks of processes (clock_getcpuclockid(3)): ``/proc/<pid>/stat`` counts the same in ticks of
    10 ms, which a still page doesn't fill.
    """
    return sum(_own_cpu_s(one) for one in tree(pid))


def pss_mib(pid: int) -> float:
    """PSS of the tree."""
    return sum(_kib(one, "Pss") for one in tree(pid)) / 1024


def rss_mib(pid: int) -> float:
    """RSS of the tree."""
    return sum(_kib(one, "Rss") for one in tree(pid)) / 1024


def files(pid: int) -> int:
    """Open file descriptors of the tree."""
    return sum(sum(1 for _ in (PROC / str(one) / "fd").iterdir()) for one in tree(pid))


def tree(pid: int) -> list[int]:
    """``pid`` and all that descend from it."""
    parents = {int(folder.name): _parent(folder) for folder in PROC.iterdir() if folder.name.isdigit()}
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _parent(folder: Path) -> int:
    try:
        return int((folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[_PARENT])
    except OSError:
        return 0


def _own_cpu_s(pid: int) -> float:
    try:
        return time.clock_gettime((~pid << 3) | _SCHEDULED)
    except OSError:
        return 0.0


def _kib(pid: int, name: str) -> int:
    lines = (PROC / str(pid) / "smaps_rollup").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))
