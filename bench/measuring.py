"""Taking medians of interleaved rounds, so that what else the machine does meets both sides alike."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Row:
    """One result. ``floor``: what the least code that does the same did in the same run; None where there is none."""

    what: str
    ours: float
    unit: str
    floor: float | None = None

    @property
    def ratio(self) -> str:
        """Ours to the floor's; ``-`` without a floor."""
        return f"{self.ours / self.floor:.2f}" if self.floor else "-"


@dataclass(frozen=True, slots=True)
class Section:
    """What one benchmark found. ``about`` says what was done and what the floor is."""

    title: str
    about: str
    rows: Sequence[Row]


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes, once."""
    began_s = time.perf_counter()
    work()
    return time.perf_counter() - began_s


def medians(*works: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, ...]:
    """The median seconds of each of ``works``, which take turns; a first round is not counted."""
    taken = [[seconds(work) for work in works] for _ in range(rounds + 1)]
    return tuple(median(column) for column in zip(*taken[1:], strict=True))


def text_of(section: Section) -> str:
    """As Markdown."""
    rows = [f"| {row.what} | {_number(row.ours)} | {_floor(row)} | {row.unit} | {row.ratio} |" for row in section.rows]
    head = ("| | ours | floor | unit | ours / floor |", "| --- | ---: | ---: | --- | ---: |")
    return "\n".join([f"## {section.title}", "", section.about, "", *head, *rows, ""])


def machine() -> str:
    """Where and when this was measured, and what else went on."""
    load, python = os.getloadavg()[0], platform.python_version()
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {_processor()}, {os.cpu_count()} cores, Python {python}, "
        f"load {load:.1f} at the start. Medians of {ROUNDS} rounds."
    )


def _floor(row: Row) -> str:
    return "-" if row.floor is None else _number(row.floor)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
