"""Bringing the demo up: a process that dies or takes too long is told with its own last words and what to do."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from protocol.words import Words
from provisioning.demo import commands
from provisioning.demo.commands import CommandFailed
from provisioning.demo.household import Household
from provisioning.demo.readiness import NotReady, last_words, wait_until

WHAT = Words("sẵn sàng", "it is ready")


def python(code: str) -> tuple[str, str, str]:
    return (sys.executable, "-c", code)


@pytest.fixture
def household() -> Iterator[Household]:
    household = Household()
    yield household
    household.stop_all()


def test_it_waits_until_ready(household: Household, tmp_path: Path) -> None:
    flag = tmp_path / "flag"
    household.start("server", python(f"open({str(flag)!r}, 'w'); import signal; signal.pause()"), tmp_path / "log")
    wait_until(flag.exists, WHAT, household, 10)
    assert [child.name for child in household.alive()] == ["server"]


def test_a_death_is_told_with_its_last_words(household: Household, tmp_path: Path) -> None:
    household.start("server", python("raise SystemExit('no such table: board')"), tmp_path / "log")
    with pytest.raises(NotReady, match="no such table: board"):
        wait_until(lambda: False, WHAT, household, 10)


def test_what_takes_too_long_is_named(household: Household) -> None:
    with pytest.raises(NotReady, match="it is ready"):
        wait_until(lambda: False, WHAT, household, 0.01)


def test_last_words_are_the_end_of_the_log(household: Household, tmp_path: Path) -> None:
    child = household.start("server", python("[print(n) for n in range(100)]"), tmp_path / "log")
    child.process.wait()
    assert last_words(child).split() == [str(n) for n in range(90, 100)]


def test_a_command_answers_what_it_printed() -> None:
    assert commands.run(*python("print('loa')")) == "loa\n"


def test_a_refused_command_is_told_with_its_reason() -> None:
    with pytest.raises(CommandFailed, match="the broker is tired"):
        commands.run(*python("raise SystemExit('the broker is tired')"))


@pytest.mark.parametrize(("code", "found"), [(0, True), (3, False)])
def test_not_found_is_an_answer(code: int, found: bool) -> None:
    assert commands.finds(*python(f"raise SystemExit({code})")) == found


def test_any_other_failure_is_not_an_answer() -> None:
    with pytest.raises(CommandFailed):
        commands.finds(*python("raise SystemExit(6)"))
