"""Runs the benchmarks, prints what they find and writes it to docs/performance.md, which nothing else writes.

``python -m bench`` runs all but the longest, ``python -m bench all`` that too, ``python -m bench NAME ...`` some, in
place of what they found before. With ``RAO_BENCH_QUICK`` nothing is written.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from types import ModuleType

from bench import ingest, programme, publish, reader, screen, speaker, timeline
from bench.measuring import machine
from bench.report import REPORT, dated, renewed
from bench.screen import enduring
from bench.screen.pace import PACE, THOROUGH

USUAL = (ingest, publish, programme, timeline, reader, *screen.BENCHMARKS, *speaker.BENCHMARKS)
ALL: Mapping[str, ModuleType] = {module.__name__.rpartition(".")[2]: module for module in (*USUAL, enduring)}


def main(names: Sequence[str]) -> None:
    """One benchmark after the other; each is written down before the next begins."""
    report = "" if names == ["all"] else REPORT.read_text("utf-8")
    for benchmark in _asked_for(names):
        part = dated(benchmark.measure(), machine())
        print(part, flush=True)
        if PACE == THOROUGH:
            report = renewed(report, [part])
            REPORT.write_text(report, "utf-8")


def _asked_for(names: Sequence[str]) -> Sequence[ModuleType]:
    if names == ["all"]:
        return tuple(ALL.values())
    return tuple(ALL[name] for name in names) or USUAL


if __name__ == "__main__":
    main(sys.argv[1:])
