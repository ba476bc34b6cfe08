"""Runs every benchmark, prints what it finds and writes docs/performance.md, which nothing else writes."""

from __future__ import annotations

from pathlib import Path

from bench import ingest, programme, screen
from bench.measuring import machine, text_of

REPORT = Path(__file__).parents[1] / "docs/performance.md"
INTRODUCTION = (
    "Written by `make bench`; do not edit. Each result stands beside a floor, the least code that does the same, "
    "measured in the same run in turns, so that the ratio means something on another machine and under load."
)


def main() -> None:
    """One benchmark after the other."""
    parts = ["# Performance\n", INTRODUCTION + "\n", machine() + "\n"]
    for benchmark in (ingest, programme, screen):
        parts.append(text_of(benchmark.measure()))
        print(parts[-1])
    REPORT.write_text("\n".join(parts), "utf-8")


if __name__ == "__main__":
    main()
