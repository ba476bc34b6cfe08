"""Runs the benchmarks, prints what they find and writes docs/performance.md, which nothing else writes.

``python -m bench`` runs all but the longest, ``python -m bench all`` that too; ``python -m bench NAME ...`` some, for a
look at the figures: then nothing is written.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

from bench import ingest, programme, screen, speaker
from bench.measuring import machine, text_of
from bench.screen import enduring
from bench.screen.pace import PACE, THOROUGH

REPORT = Path(__file__).parents[1] / "docs/performance.md"
INTRODUCTION = (
    "Written by `make bench`; do not edit. Each result stands beside a floor, the least code that does the same or "
    "another program that does it, measured in the same run in turns, so that the ratio means something on another "
    "machine and under load."
)
USUAL = (ingest, programme, *screen.BENCHMARKS, *speaker.BENCHMARKS)
ALL: Mapping[str, ModuleType] = {module.__name__.rpartition(".")[2]: module for module in (*USUAL, enduring)}


def main(names: Sequence[str]) -> None:
    """One benchmark after the other."""
    parts = ["# Performance\n", INTRODUCTION + "\n", machine() + "\n"]
    for benchmark in _asked_for(names):
        parts.append(text_of(benchmark.measure()))
        print(parts[-1], flush=True)
    if PACE == THOROUGH and names in ([], ["all"]):
        REPORT.write_text("\n".join(parts), "utf-8")


def _asked_for(names: Sequence[str]) -> Sequence[ModuleType]:
    if names == ["all"]:
        return tuple(ALL.values())
    return tuple(ALL[name] for name in names) or USUAL


if __name__ == "__main__":
    main(sys.argv[1:])
