from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.store import open_state
from tests.agent.run.parts import Parts


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    state = open_state(tmp_path)
    yield Parts(state, tmp_path)
    state.close()
