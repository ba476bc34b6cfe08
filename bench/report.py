"""docs/performance.md: one part a benchmark, each with the machine and the day it was measured on. Pure.

A part is written anew when its benchmark is run thoroughly; the others stay as they were measured. Only a run of all of
them forgets what no benchmark measures any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from bench.measuring import Section, text_of

REPORT = Path(__file__).parents[1] / "docs/performance.md"
INTRODUCTION = (
    "# Performance\n\nWritten by `make bench`; do not edit. Each result stands beside a floor, the least code that "
    "does the same or another program that does it, measured in the same run in turns, so that the ratio means "
    "something on another machine and under load. Under each title: when and on what it was measured.\n"
)
_TITLE = re.compile(r"^## (.*)$", re.MULTILINE)


def dated(section: Section, where_and_when: str) -> str:
    """A section as Markdown, with the line that says where and when."""
    title, rest = text_of(section).split("\n", 1)
    return f"{title}\n\n{where_and_when}\n{rest}"


def parts_of(report: str) -> dict[str, str]:
    """The parts of a report by title."""
    found = list(_TITLE.finditer(report))
    ends = [later.start() for later in found[1:]] + [len(report)]
    return {one.group(1): report[one.start() : end] for one, end in zip(found, ends, strict=False)}


def renewed(report: str, measured: Iterable[str]) -> str:
    """``report`` with the ``measured`` parts in place of those of the same titles; new ones come last."""
    parts = parts_of(report) | parts_of("\n".join(measured))
    return "\n".join([INTRODUCTION, *(part.rstrip("\n") + "\n" for part in parts.values())])
