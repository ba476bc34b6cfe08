"""What is really kept of a password, with the work it costs in production."""

from __future__ import annotations

import pytest

from controller.people import passwords
from protocol.errors import InvalidInput


@pytest.fixture(autouse=True)
def as_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", passwords.in_production())


def test_a_password_is_kept_as_argon2id_with_the_memory_rfc_9106_asks_for() -> None:
    kept = passwords.hash_password("mot cau that dai")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert kept != passwords.hash_password("mot cau that dai"), "each has a salt of its own"
    assert passwords.fits("mot cau that dai", kept)
    assert not passwords.fits("mot cau that da", kept)
    assert not passwords.fits("mot cau that dai", "")
    assert not passwords.fits("nobody has this password", "")


@pytest.mark.parametrize("password", ["", "ngan", "x" * 11, "abcdefghijk", "x" * 201])
def test_too_short_and_too_long_are_refused(password: str) -> None:
    with pytest.raises(InvalidInput):
        passwords.hash_password(password)


OWN_NAMES = ["Trần Thị Lan 90", "tranthilan2026", "TRAN-THI-LAN!!", "lan.bu.dang.1", "2026 lan.bu.dang"]
SENTENCES = [
    "mot cau that dai",
    "rao-lang-tren-xom-duoi",
    "con trâu ăn lúa chín vàng",
    "correct horse battery",
    "k7Qm2rXd9fTp",
    "mưa trên nương",
]


@pytest.mark.parametrize("password", OWN_NAMES)
def test_ones_own_name_is_refused(password: str) -> None:
    with pytest.raises(InvalidInput, match="your name"):
        passwords.hash_password(password, "lan.bu.dang", "Trần Thị Lan")


@pytest.mark.parametrize("password", SENTENCES)
def test_sentences_and_random_ones_are_taken(password: str) -> None:
    assert passwords.hash_password(password, "lan", "Trần Thị Lan")
