from __future__ import annotations

from pathlib import Path

import pytest

from controller.keys.files import load, load_or_make
from protocol.errors import InvalidInput


def test_a_key_is_made_once_and_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "working.key"
    made = load_or_make(path)
    assert load_or_make(path).seed == made.seed
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["", "zz" * 32, "00" * 31, "é"])
def test_a_damaged_key_is_refused_and_not_replaced(tmp_path: Path, text: str) -> None:
    path = tmp_path / "working.key"
    path.write_text(text, "utf-8")
    with pytest.raises(InvalidInput, match="backup"):
        load(path)
    assert path.read_text("utf-8") == text
