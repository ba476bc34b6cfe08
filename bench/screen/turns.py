"""Candidates that take turns, so that what else the machine does meets all of them alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import astuple
from statistics import median

from bench.screen.pace import PACE
from bench.screen.tree import Use, use_of
from tests.servers.child import Child

Candidate = Callable[[], AbstractContextManager[Child]]
"""Runs a program from when it shows what it should until the block ends."""
SETTLE_S = 2.0


def in_turns(*candidates: Candidate) -> Sequence[Use]:
    """The median use of each, in their order."""
    turns = [[_watched(candidate) for candidate in candidates] for _ in range(PACE.turns)]
    return [_median(column) for column in zip(*turns, strict=True)]


def _watched(candidate: Candidate) -> Use:
    with candidate() as child:
        time.sleep(SETTLE_S)
        return use_of(child.process.pid, PACE.watched_s)


def _median(uses: Sequence[Use]) -> Use:
    cpu, pss, rss, files = (median(column) for column in zip(*map(astuple, uses), strict=True))
    return Use(cpu, pss, rss, round(files))
