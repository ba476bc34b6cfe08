from __future__ import annotations

from pathlib import Path

import pytest

from controller.keys.ring import RootOffline, load_keys, root_public_key
from controller.settings import Settings, parse_settings


def test_keys_stay_the_same_over_starts(settings: Settings) -> None:
    first, second = load_keys(settings), load_keys(settings)
    assert first.root_public_key == second.root_public_key
    assert first.working.kid == second.working.kid != first.root_public_key


def test_an_offline_root_still_lets_everything_else_be_signed(tmp_path: Path) -> None:
    settings = parse_settings({"keys": {"root_file": str(tmp_path / "stick" / "root.key")}}, tmp_path)
    first = load_keys(settings)
    (tmp_path / "stick" / "root.key").unlink()
    offline = load_keys(settings)
    assert offline.root is None
    assert offline.root_public_key == first.root_public_key
    assert offline.signer_of("alerts").kid == first.working.kid
    assert not offline.can_sign("trust")
    with pytest.raises(RootOffline):
        offline.signer_of("trust")


def test_before_the_first_start_there_is_nothing_to_pin(settings: Settings) -> None:
    with pytest.raises(RootOffline):
        root_public_key(settings)
    keyring = load_keys(settings)
    assert root_public_key(settings) == keyring.root_public_key
