"""One question to a provider over HTTP: bounded in time and size, and no redirect is followed."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec

from controller.oidc.id_token import NotTrusted
from protocol.errors import Unavailable
from protocol.timers import SIGN_IN_PROVIDER_S
from protocol.words import Words

MOST_BYTES = 256 * 1024
HEADERS = {"accept": "application/json", "accept-encoding": "identity"}


class ProviderFails(Unavailable):
    """The provider does not answer as it should. ``detail`` is for the log."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            Words("Nơi đăng nhập chung không trả lời.", "The sign-in provider does not answer."),
            Words(
                "Hãy đăng nhập bằng mật khẩu, hoặc thử lại sau ít phút.",
                "Sign in by your password, or try again in some minutes.",
            ),
        )
        self.detail = detail


class Asking:
    """Questions to one provider, whose authority may be one's own (``ca_file``)."""

    def __init__(self, issuer: str, ca_file: Path | None) -> None:
        self._is_near = urlsplit(issuer).scheme == "http"
        self._ca_file = ca_file

    def get(self, url: str) -> Mapping[str, Any]:
        """The JSON object at the address; raises :class:`ProviderFails`."""
        return self._answer("GET", url)

    def post(self, url: str, form: Mapping[str, str], login: tuple[str, str] | None) -> Mapping[str, Any]:
        """The same of a form that is sent, with a user name and password of HTTP if there are.

        Raises :class:`~controller.oidc.id_token.NotTrusted` for a code that the provider does not take.
        """
        return self._answer("POST", url, data=form, auth=login)

    def _answer(self, method: str, url: str, **sent: Any) -> Mapping[str, Any]:
        if urlsplit(url).scheme != "https" and not self._is_near:
            raise ProviderFails(f"{url}: not https")
        trusted = ssl.create_default_context(cafile=self._ca_file) if self._ca_file else True
        try:
            with (
                httpx.Client(timeout=SIGN_IN_PROVIDER_S, verify=trusted, headers=HEADERS) as client,
                client.stream(method, url, **sent) as answer,
            ):
                body = _read(answer, monotonic() + SIGN_IN_PROVIDER_S)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as broken:
            raise ProviderFails(f"{url}: {type(broken).__name__}") from broken
        return _object(url, answer.status_code, body)


def _read(answer: httpx.Response, until_s: float) -> bytes:
    body = b""
    for part in answer.iter_bytes():
        body += part
        if len(body) > MOST_BYTES or monotonic() > until_s:
            raise ProviderFails(f"{answer.url}: too long")
    return body


def _object(url: str, status: int, body: bytes) -> Mapping[str, Any]:
    try:
        told = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as broken:
        raise ProviderFails(f"{url}: {status}, no JSON") from broken
    if status == 400 and _error(told) == "invalid_grant":
        raise NotTrusted("code: not one of this provider's, or used before")
    if status != 200 or not isinstance(told, Mapping):
        raise ProviderFails(f"{url}: {status} {_error(told)}")
    return told


def _error(told: Any) -> str:
    """The standard's word for what is wrong (RFC 6749 5.2), nothing else of what was sent."""
    word = told.get("error") if isinstance(told, Mapping) else None
    return word[:60] if isinstance(word, str) and word.isprintable() else ""
