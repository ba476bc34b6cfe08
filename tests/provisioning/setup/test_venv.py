"""The virtual environment: kept when it works, made anew when it is broken or was left half-made."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from provisioning.console import Console
from provisioning.setup import venv
from provisioning.setup.venv import Venv

RUNNING = ".".join(str(part) for part in sys.version_info[:3])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Venv:
    environment = Venv(tmp_path_factory.mktemp("project") / "deep" / ".venv")
    venv.ensure(environment, Console(io.StringIO(), "en", in_place=False))
    return environment


def test_a_new_one_works_and_waits_to_be_filled(made: Venv) -> None:
    assert made.python_version() == RUNNING
    assert made.half_made_mark.exists()


def test_a_filled_one_is_kept(made: Venv) -> None:
    made.half_made_mark.unlink()
    witness = made.folder / "witness"
    witness.touch()
    console = Console(io.StringIO(), "en", in_place=False)
    assert venv.ensure(made, console) == RUNNING
    assert witness.exists()


def test_one_whose_python_is_gone_does_not_work(tmp_path: Path) -> None:
    broken = Venv(tmp_path / ".venv")
    (broken.folder / "bin").mkdir(parents=True)
    broken.python.symlink_to("/nowhere/python3")
    assert broken.python_version() is None


def test_a_half_made_one_is_made_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    half = Venv(tmp_path / ".venv")
    half.folder.mkdir()
    half.half_made_mark.touch()
    leftover = half.folder / "leftover"
    leftover.touch()
    made_by: list[list[str]] = []
    monkeypatch.setattr(venv, "run_watched", lambda argv, *_: made_by.append(argv))
    venv.ensure(half, Console(io.StringIO(), "en", in_place=False))
    assert made_by == [[sys.executable, "-m", "venv", str(half.folder)]]
    assert not leftover.exists()
    assert half.half_made_mark.exists()
