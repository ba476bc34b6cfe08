"""The provider as it describes itself, its keys, and the trade of a code for an ID token."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from joserfc.jwk import KeySet
from msgspec import Struct

from controller.oidc.asking import Asking, ProviderFails
from controller.oidc.id_token import Expected, Known, NotTrusted, UnknownKey, check, keys_in
from controller.settings import Oidc

KEPT_S = 3600.0
"""How long what a provider says of itself, and its keys, are taken as they were."""
KEYS_AGAIN_S = 60.0
"""No oftener are keys asked for again because a token names one that is not known."""
REST_S = 10.0
"""How long a provider that failed is not asked again: else each who waits for it waits by a thread of the panel."""
MOST_AT_ONCE = 8
"""Questions that may wait for it together."""
CALLBACK = "/login/oidc/callback"
METADATA = "/.well-known/openid-configuration"


class Metadata(Struct, frozen=True, kw_only=True):
    """What is used of OpenID Connect Discovery 1.0, section 3."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    authorization_response_iss_parameter_supported: bool = False
    """RFC 9207: its answers name the issuer, against mix-ups."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was asked for, and when."""

    value: Any
    at_s: float


class Provider:
    """The one provider of the settings. What it says is kept for an hour; any number of requests may ask at once."""

    def __init__(self, settings: Oidc, public_url: str, clock: Callable[[], float] = monotonic) -> None:
        self.settings = settings
        self.callback = public_url.rstrip("/") + CALLBACK
        self._clock = clock
        self._asking = Asking(settings.issuer, settings.ca_file)
        self._lock = threading.Lock()
        self._room = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._kept: dict[str, _Kept] = {}
        self._failed: tuple[str, float] | None = None
        self._again_at_s = -KEYS_AGAIN_S

    @property
    def metadata(self) -> Metadata:
        """What it says of itself; raises :class:`ProviderFails`."""
        metadata: Metadata = self._recent("metadata", self._described)
        return metadata

    def address_for(self, state: str, nonce: str, challenge: str) -> str:
        """Where a browser is sent to sign in; ``challenge`` is that of PKCE by SHA-256."""
        asked = {
            "response_type": "code",
            "client_id": self.settings.client_id,
            "redirect_uri": self.callback,
            "scope": " ".join(self.settings.scopes),
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        endpoint = self.metadata.authorization_endpoint
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    def known_by(self, code: str, verifier: str, nonce: str, now_s: int) -> Known:
        """Who brought this code; raises :class:`ProviderFails` and :class:`~controller.oidc.id_token.NotTrusted`."""
        token = self._traded(code, verifier)
        expected = Expected(self.settings.issuer, self.settings.client_id, nonce)
        try:
            return check(token, self._keys(), expected, self.settings.name_claim, now_s)
        except UnknownKey:
            self._forget_keys()
            return check(token, self._keys(), expected, self.settings.name_claim, now_s)

    def check_issuer(self, told: str) -> None:
        """Of an answer that names who gives it (RFC 9207); raises :class:`NotTrusted` when that is another."""
        if told != self.settings.issuer and (told or self.metadata.authorization_response_iss_parameter_supported):
            raise NotTrusted("iss: the answer of another provider")

    def _described(self) -> Metadata:
        url = self.settings.issuer.rstrip("/") + METADATA
        try:
            metadata = msgspec.convert(self._asked(lambda: self._asking.get(url)), Metadata)
        except msgspec.ValidationError as wrong:
            raise ProviderFails(f"{url}: {wrong}") from wrong
        if metadata.issuer != self.settings.issuer:
            raise ProviderFails(f"{url}: calls itself something else")
        return metadata

    def _keys(self) -> KeySet:
        address = self.metadata.jwks_uri
        keys: KeySet = self._recent("keys", lambda: keys_in(self._asked(lambda: self._asking.get(address))))
        return keys

    def _forget_keys(self) -> None:
        with self._lock:
            if self._clock() - self._again_at_s >= KEYS_AGAIN_S:
                self._again_at_s = self._clock()
                self._kept.pop("keys", None)

    def _recent(self, name: str, ask: Callable[[], Any]) -> Any:
        """What is kept under the name, asked for anew once it is old; one asks, the others wait."""
        with self._lock:
            held = self._kept.get(name)
            if held is None or self._clock() - held.at_s > KEPT_S:
                held = self._kept[name] = _Kept(ask(), self._clock())
        return held.value

    def _asked(self, ask: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        """The answer, unless it failed just now or too many wait for it."""
        if self._failed and self._clock() - self._failed[1] < REST_S:
            raise ProviderFails(self._failed[0])
        if not self._room.acquire(blocking=False):
            raise ProviderFails("busy")
        try:
            return ask()
        except ProviderFails as failure:
            self._failed = failure.detail, self._clock()
            raise
        finally:
            self._room.release()

    def _traded(self, code: str, verifier: str) -> str:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.callback,
            "code_verifier": verifier,
        }
        login, more = self._credentials()
        endpoint = self.metadata.token_endpoint
        answer = self._asked(lambda: self._asking.post(endpoint, {**form, **more}, login))
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise NotTrusted("token: none")
        return token

    def _credentials(self) -> tuple[tuple[str, str] | None, Mapping[str, str]]:
        """The client's own, as the provider wants them (RFC 6749 2.3.1)."""
        client, secret = self.settings.client_id, self.settings.secret
        if secret and "client_secret_basic" in self.metadata.token_endpoint_auth_methods_supported:
            return (quote(client, safe=""), quote(secret, safe="")), {}
        return None, {"client_id": client, "client_secret": secret} if secret else {"client_id": client}
