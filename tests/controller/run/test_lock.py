from __future__ import annotations

from pathlib import Path

import pytest

from controller.run.lock import only_one
from protocol.errors import Conflict


def test_a_data_folder_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    with only_one(tmp_path / "data"):
        with pytest.raises(Conflict, match="already runs"), only_one(tmp_path / "data"):
            pytest.fail("two hold it")
        with only_one(tmp_path / "other"):
            pass
    with only_one(tmp_path / "data"):
        pass
