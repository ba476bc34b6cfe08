"""Whether an ID token says, here and now, who somebody is (OpenID Connect Core 1.0, 3.1.3.7). Pure."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, KeySet, OKPKey, RSAKey

from controller.oidc.models import NAME_CHARS, SUBJECT_CHARS
from protocol.errors import NotAllowed
from protocol.words import Words

ALGORITHMS = ("RS256", "PS256", "ES256", "Ed25519")
"""What a provider may sign with: keys of two halves only, so that no public key can be taken for a shared secret."""
KINDS = (RSAKey, ECKey, OKPKey)
LEEWAY_S = 120
"""How far the clocks of provider and controller may be apart."""
MOST_CHARS = 16 * 1024
MOST_KEYS = 50
LEAST_RSA_CHARS = 342
"""Of a modulus of 2048 bits in base64url: shorter keys can be broken."""
PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth"})
"""A set with the private halves in it is a mishap of the provider; they are not kept here."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the token must be about."""

    issuer: str
    client_id: str
    nonce: str


@dataclass(frozen=True, slots=True)
class Known:
    """Who the provider says it is. ``name`` is only to be read."""

    subject: str
    name: str


class NotTrusted(NotAllowed):
    """The provider's answer proves nothing. ``detail`` is for the log; it has nothing secret in it."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            Words("Câu trả lời của nơi đăng nhập không hợp lệ.", "The answer of the sign-in provider is not valid."),
            Words(
                "Bấm đăng nhập lại; vẫn vậy thì đăng nhập bằng mật khẩu và báo người quản trị (kiểm tra đồng hồ máy).",
                "Try again; if it stays so, use your password and tell the administrator (check the clocks).",
            ),
        )
        self.detail = detail


class UnknownKey(NotTrusted):
    """Signed with a key that is not among those known: the provider may have a new one."""


def keys_in(document: Any) -> KeySet:
    """The keys that may sign of a JWK Set (RFC 7517); others in it are passed over, as the standard wants."""
    listed = document.get("keys") if isinstance(document, Mapping) else None
    if not isinstance(listed, list):
        raise NotTrusted("no JWK set")
    return KeySet([key for key in map(_key, listed[:MOST_KEYS]) if key is not None])


def check(token: str, keys: KeySet, expected: Expected, name_claim: str, now_s: int) -> Known:
    """Raises :class:`NotTrusted`, of which :class:`UnknownKey` when other keys may help."""
    claims = _signed(token, keys)
    rules = jwt.JWTClaimsRegistry(
        now=now_s,
        leeway=LEEWAY_S,
        iss={"essential": True, "value": expected.issuer},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
    )
    try:
        rules.validate(claims)
    except JoseError as refused:
        raise NotTrusted(f"claims: {refused.error} {refused.description}") from refused
    if claims.get("aud") not in (expected.client_id, [expected.client_id]):
        raise NotTrusted("aud: for somebody else, or for others as well")
    if claims.get("azp", expected.client_id) != expected.client_id:
        raise NotTrusted("azp: given to somebody else")
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), expected.nonce.encode()):
        raise NotTrusted("nonce: of another visit")
    return Known(_subject(claims["sub"]), printable(claims.get(name_claim))[:NAME_CHARS])


def printable(value: Any) -> str:
    """Somebody else's text without what can't be shown or kept; empty for what is no text."""
    return "".join(letter for letter in value if letter.isprintable()) if isinstance(value, str) else ""


def _signed(token: str, keys: KeySet) -> dict[str, Any]:
    """What stands in the token, once its signature holds."""
    if len(token) > MOST_CHARS:
        raise NotTrusted("token: too long")
    try:
        header = jws.extract_compact(token.encode()).headers()
        if header.get("alg") not in ALGORITHMS:
            raise NotTrusted("alg: not one of those allowed")
        return jwt.decode(token, _chosen(keys, header.get("kid")), algorithms=list(ALGORITHMS)).claims
    except (JoseError, ValueError, TypeError) as refused:
        raise NotTrusted(f"token: {type(refused).__name__}") from refused


def _chosen(keys: KeySet, kid: object) -> Key:
    named = [key for key in keys.keys if kid is None or key.kid == kid]
    if len(named) != 1:
        raise UnknownKey(f"kid: {len(named)} keys of this name")
    return named[0]


def _key(listed: Any) -> Key | None:
    if not isinstance(listed, Mapping) or listed.get("use", "sig") != "sig":
        return None
    if listed.get("kty") == RSAKey.key_type and len(str(listed.get("n"))) < LEAST_RSA_CHARS:
        return None
    kind = next((kind for kind in KINDS if kind.key_type == listed.get("kty")), None)
    try:
        return None if kind is None else kind.import_key({name: listed[name] for name in listed if name not in PRIVATE})
    except (JoseError, ValueError, TypeError):
        return None


def _subject(value: Any) -> str:
    if not isinstance(value, str) or not is_subject(value):
        raise NotTrusted("sub: no name of somebody")
    return value


def is_subject(text: str) -> bool:
    """Whether a provider could name somebody so."""
    return text.isascii() and text.isprintable() and 0 < len(text) <= SUBJECT_CHARS
