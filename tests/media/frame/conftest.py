from __future__ import annotations

from pathlib import Path

import pytest

from tests.agent.screen.material import Blobs


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path)
