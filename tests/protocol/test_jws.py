from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import jws
from protocol.jws import BadSignature, Malformed, Signer
from protocol.limits import LIMITS
from tests.protocol.makers import STRANGER, WORKER

PAYLOADS = st.binary(max_size=300)


@given(PAYLOADS)
def test_what_was_signed_is_read_back(payload: bytes) -> None:
    token = WORKER.sign(payload, "rao-desired")
    assert jws.verify(token, WORKER.public_key, "rao-desired") == payload


@given(PAYLOADS, st.data())
def test_no_changed_byte_passes(payload: bytes, data: st.DataObject) -> None:
    token = bytearray(WORKER.sign(payload, "rao-desired"))
    place = data.draw(st.integers(0, len(token) - 1))
    token[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises((BadSignature, Malformed)):
        jws.verify(bytes(token), WORKER.public_key, "rao-desired")


@given(st.binary(max_size=400))
def test_noise_is_malformed(noise: bytes) -> None:
    with pytest.raises(Malformed):
        jws.verify(noise, WORKER.public_key, "rao-desired")


@given(st.integers(0, 300), st.sampled_from(["desired", "alerts", "trust"]))
def test_how_long_a_token_is_can_be_told_without_signing(size: int, kind: str) -> None:
    typ = jws.typ_of(kind)
    assert jws.token_bytes(size, typ) == len(WORKER.sign(b"x" * size, typ))


def test_another_kind_does_not_pass() -> None:
    token = WORKER.sign(b"{}", "rao-desired")
    with pytest.raises(BadSignature):
        jws.verify(token, WORKER.public_key, "rao-alerts")


def test_another_key_does_not_pass() -> None:
    token = STRANGER.sign(b"{}", "rao-desired")
    with pytest.raises(BadSignature):
        jws.verify(token, WORKER.public_key, "rao-desired")


def test_a_forged_kid_does_not_pass() -> None:
    """The stranger names the worker's key but signs with its own."""
    _, _, signature = STRANGER.sign(b"{}", "rao-desired").split(b".")
    header, payload, _ = WORKER.sign(b"{}", "rao-desired").split(b".")
    with pytest.raises(BadSignature):
        jws.verify(b".".join((header, payload, signature)), WORKER.public_key, "rao-desired")


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none", "kid": WORKER.kid, "typ": "rao-desired"},
        {"alg": "HS256", "kid": WORKER.kid, "typ": "rao-desired"},
        {"kid": WORKER.kid, "typ": "rao-desired", "jwk": {"x": STRANGER.public_key}},
        {"alg": "EdDSA", "typ": "rao-desired"},
        {"alg": "EdDSA", "kid": WORKER.kid, "typ": "rao-desired", "crit": ["b64"], "b64": False},
    ],
)
def test_only_the_one_header_is_read(header: dict[str, object]) -> None:
    encoded = jws.encode_base64url(msgspec.json.encode(header)).encode()
    _, payload, signature = WORKER.sign(b"{}", "rao-desired").split(b".")
    with pytest.raises(Malformed):
        jws.verify(b".".join((encoded, payload, signature)), WORKER.public_key, "rao-desired")


def test_sizes_are_bounded_before_anything_is_decoded() -> None:
    with pytest.raises(Malformed, match="too long"):
        jws.read_header(b"a" * (LIMITS.document_bytes + 1))
    with pytest.raises(Malformed, match="header too long"):
        jws.read_header(b"a" * (LIMITS.header_bytes + 1) + b".b.c")


def test_padding_and_loose_bits_are_refused() -> None:
    for text in ("YQ==", "YR", "Y Q", "ÿ"):
        with pytest.raises(Malformed):
            jws.decode_base64url(text)


def test_a_key_of_the_wrong_length_is_refused() -> None:
    short = jws.encode_base64url(b"short")
    header = jws.encode_base64url(msgspec.json.encode({"alg": "EdDSA", "kid": jws.kid_of(short), "typ": "t"}))
    with pytest.raises(Malformed, match="key length"):
        jws.verify(f"{header}.e30.AAAA".encode(), short, "t")


def test_a_signer_comes_back_from_its_seed() -> None:
    signer = Signer.generate()
    again = Signer.from_seed(signer.seed)
    assert (again.kid, again.public_key) == (signer.kid, signer.public_key)
    assert signer.kid != Signer.generate().kid
