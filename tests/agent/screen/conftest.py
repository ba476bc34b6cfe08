from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from firmware_profiles import load
from tests.agent.screen.material import Blobs, Theatre


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path)


@pytest.fixture
def theatre(blobs: Blobs) -> Iterator[Theatre]:
    opened = Theatre(load("led-p5-640x384"), blobs)
    yield opened
    opened.close()
