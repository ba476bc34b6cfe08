from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from firmware_profiles import load
from media.specimen import make_clip
from tests.agent.screen.material import Blobs, Theatre


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path)


@pytest.fixture
def theatre(blobs: Blobs) -> Iterator[Theatre]:
    opened = Theatre(load("led-p5-640x384"), blobs)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of moving picture at the LED screen's size."""
    path = tmp_path_factory.mktemp("clip") / "led.mp4"
    make_clip(path, 2_000, 640, 384)
    return path
