"""``constraints.txt`` pins a version of everything the project asks for, and names no place to fetch it from."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[2]
PINNED = [Requirement(line) for line in (PROJECT / "constraints.txt").read_text("utf-8").splitlines()]
_project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
ASKED = [
    Requirement(line)
    for lines in (_project["dependencies"], *_project["optional-dependencies"].values())
    for line in lines
]


def versions_of(pin: Requirement) -> set[str]:
    return {specifier.version for specifier in pin.specifier if specifier.operator == "=="}


def test_every_line_pins_one_version_and_names_no_place() -> None:
    assert PINNED
    assert [str(pin) for pin in PINNED if len(versions_of(pin)) != 1 or pin.url] == []


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_what_the_project_asks_for_is_pinned_to_a_version_it_accepts(asked: Requirement) -> None:
    pins = [pin for pin in PINNED if canonicalize_name(pin.name) == canonicalize_name(asked.name)]
    assert pins, f"{asked.name} is not in constraints.txt: run make constraints"
    versions = set().union(*map(versions_of, pins))
    assert all(asked.specifier.contains(version, prereleases=True) for version in versions)
