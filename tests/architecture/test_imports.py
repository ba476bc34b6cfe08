"""Rules about imports that import-linter has no contract for: libraries known to one file, and the bare set-up."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
OURS = ("agent", "controller", "firmware_profiles", "media", "protocol", "provisioning")
BARE_FILES = (
    "protocol/__init__.py",
    "protocol/errors.py",
    "protocol/words.py",
    "provisioning/__init__.py",
    "provisioning/console.py",
)


@cache
def imported(file: Path) -> frozenset[str]:
    """Top-level name of everything that ``file`` imports, wherever in it."""
    return frozenset(_imported(file))


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def files_that_import(library: str, part: str) -> list[str]:
    found = (file for file in sorted((PROJECT / part).rglob("*.py")) if library in imported(file))
    return [file.relative_to(PROJECT).as_posix() for file in found]


@pytest.mark.parametrize(
    ("library", "part", "file"),
    [
        ("paho", "agent", "agent/link/mqtt.py"),
        ("paho", "controller", "controller/link/mqtt.py"),
    ],
)
def test_the_library_is_known_to_this_file_only(library: str, part: str, file: str) -> None:
    assert files_that_import(library, part) == [file]


@pytest.mark.parametrize("library", ["pydub", "gtts"])
def test_the_library_is_known_to_one_file_of_media(library: str) -> None:
    known_to = [file for part in OURS for file in files_that_import(library, part)]
    assert len(known_to) == 1, known_to
    assert known_to[0].startswith("media/")


def test_the_setup_runs_on_a_bare_python() -> None:
    bare = {*sys.stdlib_module_names, "protocol", "provisioning"}
    files = [*(PROJECT / "provisioning" / "setup").glob("*.py"), *map(PROJECT.joinpath, BARE_FILES)]

    for file in files:
        assert imported(file) <= bare, file


def test_relative_imports_are_not_used() -> None:
    relative = [
        f"{file.relative_to(PROJECT)}:{node.lineno}"
        for part in OURS
        for file in (PROJECT / part).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def test_every_session_of_the_controller_leaves_a_trail() -> None:
    """Sessions are made in ``session_scope`` and a restore alone; past them to the connection goes only what devices
    report, and what is derived (tables that are not recorded), in bulk.
    """
    files = {
        file.relative_to(PROJECT).as_posix(): file.read_text("utf-8") for file in (PROJECT / "controller").rglob("*.py")
    }

    def that_say(pattern: str) -> set[str]:
        return {file for file, text in files.items() if re.search(pattern, text)}

    assert that_say(r"(?<!class )\bSession\(") == set()
    assert that_say(r"(?<!class )\bRecorded\(") == {"controller/backup/service.py", "controller/db/scope.py"}
    assert that_say(r"connection\(\)\.exec") == {
        "controller/alerts/receipts.py",
        "controller/db/trail.py",
        "controller/db/upsert.py",
        "controller/devices/outbox_rows.py",
        "controller/status/service.py",
        "controller/web/health.py",
    }
    assert that_say(r"(?<!def )\brun_many\(") == {
        "controller/documents/outbox.py",
        "controller/documents/service.py",
        "controller/library/service.py",
        "controller/unspoken/jobs.py",
    }
