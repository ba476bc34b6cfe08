"""The stamp lets the second run skip the installation, and only when nothing changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provisioning.setup import stamp
from provisioning.setup.stamp import Wanted


@pytest.fixture
def wanted(tmp_path: Path) -> Wanted:
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / "constraints.txt").write_text("click==8.1.8\n")
    return Wanted(tmp_path, "3.11.2", ("agent", "controller"))


def test_what_was_stamped_is_current(tmp_path: Path, wanted: Wanted) -> None:
    assert not stamp.is_current(tmp_path, wanted)
    stamp.put(tmp_path, wanted)
    assert stamp.is_current(tmp_path, wanted)


def test_another_python_is_not_current(tmp_path: Path, wanted: Wanted) -> None:
    stamp.put(tmp_path, wanted)
    assert not stamp.is_current(tmp_path, replace(wanted, python_version="3.13.0"))


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_changed_list_of_libraries_is_not_current(tmp_path: Path, wanted: Wanted, name: str) -> None:
    stamp.put(tmp_path, wanted)
    (tmp_path / name).write_text("changed\n")
    assert not stamp.is_current(tmp_path, wanted)


def test_a_moved_project_is_not_current(tmp_path: Path, wanted: Wanted) -> None:
    stamp.put(tmp_path, wanted)
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in ("pyproject.toml", "constraints.txt"):
        (moved / name).write_bytes((tmp_path / name).read_bytes())
    assert not stamp.is_current(tmp_path, replace(wanted, project=moved))


@pytest.mark.parametrize("torn", ["", "\n", "not a stamp"])
def test_a_torn_stamp_is_not_current(tmp_path: Path, wanted: Wanted, torn: str) -> None:
    (tmp_path / stamp.STAMP_NAME).write_text(torn)
    assert not stamp.is_current(tmp_path, wanted)


EXTRAS = st.sets(st.sampled_from(["agent", "controller", "provisioning", "dev"])).map(sorted).map(tuple)


@given(have=EXTRAS, want=EXTRAS)
def test_more_extras_than_wanted_are_enough_and_fewer_are_not(
    tmp_path_factory: pytest.TempPathFactory, have: tuple[str, ...], want: tuple[str, ...]
) -> None:
    folder = tmp_path_factory.mktemp("project")
    for name in ("pyproject.toml", "constraints.txt"):
        (folder / name).touch()
    stamp.put(folder, Wanted(folder, "3.11.2", have))
    assert stamp.is_current(folder, Wanted(folder, "3.11.2", want)) == (set(want) <= set(have))
