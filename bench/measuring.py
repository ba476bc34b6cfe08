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
from typing import Literal

ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Goal:
    """``of`` says what may be ``most``: our figure, or its ratio to the floor."""

    most: float
    of: Literal["ours", "ratio"] = "ours"


@dataclass(frozen=True, slots=True)
class Row:
    """One result. ``floor``: what the least code that does the same did in the same run, or another program that does
    the same; None where there is none."""

    what: str
    ours: float
    unit: str
    floor: float | None = None
    goal: Goal | None = None

    @property
    def ratio(self) -> str:
        """Ours to the floor's; ``-`` without a floor."""
        return f"{self.ours / self.floor:.3g}" if self.floor else "-"

    @property
    def verdict(self) -> str:
        """The goal, and whether it is met."""
        if self.goal is None:
            return ""
        reached = self.ours if self.goal.of == "ours" else self.ours / (self.floor or 1.0)
        limit = f"≤ {self.goal.most:.3g}{'×' if self.goal.of == 'ratio' else ''}"
        return f"{limit}: {'met' if reached <= self.goal.most else '**not met**'}"


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
    with_goals = any(row.goal for row in section.rows)
    titles = ["", "ours", "floor", "unit", "ours / floor", *(["goal"] if with_goals else [])]
    head = [_line(titles), _line(["---", "---:", "---:", "---", "---:", *(["---"] if with_goals else [])])]
    rows = [_line(_cells(row)[: len(titles)]) for row in section.rows]
    return "\n".join([f"## {section.title}", "", section.about, "", *head, *rows, ""])


def _cells(row: Row) -> list[str]:
    return [row.what, _number(row.ours), _floor(row), row.unit, row.ratio, row.verdict]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")


def machine() -> str:
    """Where and when this is measured, and what else goes on."""
    load, python = os.getloadavg()[0], platform.python_version()
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {_processor()}, {os.cpu_count()} cores, Python {python}, "
        f"load {load:.1f} at the start."
    )


def _floor(row: Row) -> str:
    return "-" if row.floor is None else _number(row.floor)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
