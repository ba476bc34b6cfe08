"""A token is believed whole or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwk, jwt

from controller.oidc.id_token import LEEWAY_S, Expected, Known, NotTrusted, UnknownKey, check, keys_in

NOW_S = 1_800_000_000
RSA = jwk.RSAKey.generate_key(2048, {"kid": "one"})
OTHER = jwk.RSAKey.generate_key(2048, {"kid": "two"})
KEYS = keys_in({"keys": [RSA.as_dict(private=False), OTHER.as_dict(private=False)]})
EXPECTED = Expected("https://id.example", "rao", "nonce")
CLAIMS: dict[str, Any] = {
    "iss": EXPECTED.issuer,
    "sub": "lan",
    "aud": EXPECTED.client_id,
    "exp": NOW_S + 300,
    "iat": NOW_S,
    "nonce": EXPECTED.nonce,
    "name": "Lan\0\x07",
}


@pytest.fixture
def as_if_just_started() -> None:
    """No panel here."""


def signed(key: Any = RSA, **claims: Any) -> str:
    return jwt.encode({"alg": "RS256", "kid": key.kid}, {**CLAIMS, **claims}, key, algorithms=["RS256"])


GOOD = signed()


def read(token: str, now_s: int = NOW_S) -> Known:
    return check(token, KEYS, EXPECTED, "name", now_s)


def test_a_good_one() -> None:
    assert read(GOOD) == Known("lan", "Lan")


@given(st.integers(0, len(GOOD) - 1), st.characters(codec="ascii"))
def test_no_letter_of_it_can_be_another(at: int, letter: str) -> None:
    """But for the unused bits of the last letter of a part, which say nothing (RFC 4648 3.5)."""
    changed = GOOD[:at] + letter + GOOD[at + 1 :]
    if changed == GOOD:
        return
    try:
        assert read(changed) == Known("lan", "Lan")
    except NotTrusted:
        return
    assert at == len(GOOD) - 1


@given(st.text() | st.text(st.sampled_from("abcdefghijk.=-_"), max_size=200))
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(NotTrusted):
        read(text)


@given(st.dictionaries(st.sampled_from([*CLAIMS, "azp", "nbf"]), st.none() | st.integers() | st.text() | st.booleans()))
def test_whatever_stands_in_it_it_is_about_us_or_refused(claims: dict[str, Any]) -> None:
    try:
        known = read(signed(**claims))
    except NotTrusted:
        return
    assert {name: claims.get(name, CLAIMS[name]) for name in ("iss", "aud", "nonce")} == {
        name: CLAIMS[name] for name in ("iss", "aud", "nonce")
    }
    assert known.subject == claims.get("sub", "lan")


@pytest.mark.parametrize(
    ("now_s", "is_good"),
    [(300 + LEEWAY_S - 1, True), (300 + LEEWAY_S + 1, False), (-LEEWAY_S, True), (-LEEWAY_S - 1, False)],
)
def test_clocks_may_differ_so_much(now_s: int, is_good: bool) -> None:
    if is_good:
        assert read(GOOD, NOW_S + now_s).subject == "lan"
    else:
        with pytest.raises(NotTrusted):
            read(GOOD, NOW_S + now_s)


def test_a_key_by_another_name_is_unknown() -> None:
    with pytest.raises(UnknownKey):
        read(signed(jwk.RSAKey.generate_key(2048, {"kid": "three"})))


def test_the_other_key_under_this_ones_name_is_no_signature() -> None:
    thief = jwk.RSAKey.import_key({**OTHER.as_dict(private=True), "kid": "one"})
    with pytest.raises(NotTrusted):
        read(signed(thief))


@pytest.mark.parametrize("document", [None, [], {}, {"keys": 3}, "keys"])
def test_sets_that_are_none(document: object) -> None:
    with pytest.raises(NotTrusted):
        keys_in(document)


def test_keys_that_do_not_sign_or_are_too_short_are_passed_over() -> None:
    short = {"kty": "RSA", "n": "x" * 171, "e": "AQAB", "kid": "short"}
    secret = {"kty": "oct", "k": "c2VjcmV0", "kid": "secret"}
    sealing = {**RSA.as_dict(private=False), "use": "enc"}
    listed = [short, secret, sealing, 3, {"kty": "RSA"}, {"kty": "OKP", "crv": "X9"}, OTHER.as_dict(private=True)]
    [left] = keys_in({"keys": listed}).keys
    assert left.kid == "two"
    assert not left.is_private
