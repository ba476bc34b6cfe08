"""A clip with motion and sound, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from media.specimen import make_clip


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds, 320 x 180, with sound."""
    path = tmp_path_factory.mktemp("clip") / "clip.mp4"
    make_clip(path, duration_ms=3_000, width_px=320, height_px=180)
    return path
