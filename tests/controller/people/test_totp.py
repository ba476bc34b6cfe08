"""The vectors of RFC 6238 and RFC 4226, and what is taken when."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.people.totp import DIGITS, STEP_MS, address_of, code_at, secret_text, step_of

RFC = secret_text(b"12345678901234567890")
NOW = 1_800_000_000_000


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ],
)
def test_appendix_b_of_rfc_6238(second: int, code: str) -> None:
    assert code_at(RFC, second // 30) == code[-DIGITS:]


@pytest.mark.parametrize(("counter", "code"), [*enumerate(["755224", "287082", "359152", "969429", "338314"])])
def test_appendix_d_of_rfc_4226(counter: int, code: str) -> None:
    assert code_at(RFC, counter) == code


@given(st.integers(-3, 3))
def test_a_code_is_taken_one_step_early_or_late(drift: int) -> None:
    now = NOW // STEP_MS
    taken = step_of(RFC, code_at(RFC, now + drift), NOW, 0)
    assert taken == (now + drift if abs(drift) <= 1 else None)


def test_no_code_is_taken_twice_nor_one_before_it() -> None:
    now = NOW // STEP_MS
    assert step_of(RFC, code_at(RFC, now), NOW, now) is None
    assert step_of(RFC, code_at(RFC, now - 1), NOW, now) is None
    assert step_of(RFC, code_at(RFC, now + 1), NOW, now) == now + 1


@given(st.text(max_size=12))
def test_nonsense_is_no_code(text: str) -> None:
    taken = step_of(RFC, text, NOW, 0)
    assert (taken is not None) == (text in {code_at(RFC, NOW // STEP_MS + drift) for drift in (-1, 0, 1)})


@given(st.binary(min_size=20, max_size=20))
def test_a_secret_is_base32_without_padding(secret: bytes) -> None:
    assert base64.b32decode(secret_text(secret)) == secret
    assert len(code_at(secret_text(secret), 1)) == DIGITS


def test_the_address_for_the_app_names_login_and_issuer() -> None:
    assert address_of(RFC, "lan@xa").startswith(f"otpauth://totp/Rao:lan%40xa?secret={RFC}&issuer=Rao")
