"""docs/architecture.md draws the arrows that the code has, no others, and says of each folder what it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
DRAWING = (PROJECT / "docs/architecture.md").read_text("utf-8")
PARTS = ("agent", "controller", "firmware_profiles", "media", "protocol", "provisioning")
ARROW = re.compile(r"^\s+(\w+) --> (\w+)$", re.MULTILINE)


def test_the_drawing_has_the_arrows_of_the_code() -> None:
    flowchart = DRAWING.split("```mermaid\nflowchart", 1)[1].split("```", 1)[0]
    assert set(ARROW.findall(flowchart)) == set(arrows_of_the_code())


def test_every_folder_of_agent_and_controller_is_in_a_table() -> None:
    named = set(re.findall(r"`([a-z_]+)`", DRAWING))
    missing = [folder for part in ("agent", "controller") for folder in folders(part) if folder not in named]
    assert missing == []


def arrows_of_the_code() -> Iterator[tuple[str, str]]:
    for part in PARTS:
        for file in (PROJECT / part).rglob("*.py"):
            yield from ((part, other) for other in imported(file) if other in PARTS and other != part)


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)


def folders(part: str) -> list[str]:
    found = (PROJECT / part).glob("*/__init__.py")
    return sorted(file.parent.name for file in found if file.parent.name != "migrations")
