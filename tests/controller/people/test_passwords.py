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
    assert not passwords.fits("mot cau that dai", None)


@pytest.mark.parametrize("password", ["", "ngan", "x" * 9, "x" * 201])
def test_too_short_and_too_long_are_refused(password: str) -> None:
    with pytest.raises(InvalidInput):
        passwords.hash_password(password)
