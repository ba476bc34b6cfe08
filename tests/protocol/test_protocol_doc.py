"""docs/protocol.md names every field that goes over the wire and every timer with its value."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from protocol import alert, device_proof, documents, enrolment, layouts, manifest, timers, uplink

DOC = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"[A-Za-z_][A-Za-z0-9_]*", " ".join(re.findall(r"`([^`]+)`", DOC))))
WIRE = [
    one
    for module in (alert, device_proof, documents, enrolment, layouts, manifest, uplink)
    for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, msgspec.Struct) and one.__module__ == module.__name__
]


@pytest.mark.parametrize("struct", WIRE, ids=lambda one: one.__name__)
def test_every_field_is_documented(struct: type[msgspec.Struct]) -> None:
    assert set(struct.__struct_encode_fields__) - NAMED == set()


@pytest.mark.parametrize("name", [name for name in vars(timers) if name.isupper()])
def test_every_timer_is_documented_with_its_value(name: str) -> None:
    row = re.search(rf"\| `{name}` \| ([0-9.]+) \|", DOC)
    assert row is not None
    assert float(row[1]) == float(getattr(timers, name))
