from __future__ import annotations

from pathlib import Path

import pytest

from agent.identity import Identity, NotEnrolled, own_signer, read_identity, write_identity
from protocol.enrolment import BrokerLogin
from protocol.errors import InvalidInput

LOGIN = BrokerLogin(host="broker", port=8883, tls=True, ca_pem=None, username="led-001", password="secret")
IDENTITY = Identity(
    device_id="led-001",
    unit_name="Phường Bình Phước",
    profile="led-p5-640x384",
    controller_url="https://rao",
    root_public_key="r",
    public_key="p",
    trust="t",
    broker=LOGIN,
)


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert own_signer(data).public_key == own_signer(data).public_key
    assert mode_of(data / "device.key") == 0o600


def test_two_devices_have_two_keys(tmp_path: Path) -> None:
    assert own_signer(tmp_path / "a").public_key != own_signer(tmp_path / "b").public_key


def test_a_damaged_key_is_told(tmp_path: Path) -> None:
    (tmp_path / "device.key").write_bytes(b"short")
    with pytest.raises(InvalidInput, match="damaged"):
        own_signer(tmp_path)


def test_an_identity_comes_back_as_it_was_and_private(tmp_path: Path) -> None:
    write_identity(tmp_path, IDENTITY)
    assert read_identity(tmp_path) == IDENTITY
    assert mode_of(tmp_path / "identity.json") == 0o600


def test_without_one_the_way_to_get_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotEnrolled, match="rao agent enrol"):
        read_identity(tmp_path)


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff", b'{"device_id": 5}'])
def test_a_damaged_identity_is_told(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "identity.json").write_bytes(damage)
    with pytest.raises(InvalidInput, match="damaged"):
        read_identity(tmp_path)
