"""What services answer: the sound, or JSON that holds the sound or its address. Nothing in it is believed."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

_OK = 200
_TOLD_CHARACTERS = 120


class ServiceFailed(Exception):
    """The service or the link to it did not do what it should; the text says what, for people who look after it."""


@dataclass(frozen=True, slots=True, repr=False)
class Request:
    """What is asked. It holds the key, so it shows itself to nobody."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes


Ask = Callable[[Request, float], Answer]
"""The way to the network: within so many seconds and a bounded size, never following a redirect; raises ServiceFailed.

:mod:`media` has none of its own.
"""


def body_of(answer: Answer) -> bytes:
    """The body of an answer that went well."""
    if answer.status != _OK:
        raise ServiceFailed(f"HTTP {answer.status} {_told(answer.body)}".strip())
    return answer.body


def base64_in(answer: Answer, path: str) -> bytes:
    """The sound in base64 that stands at ``path``."""
    try:
        return base64.b64decode("".join(text_at(answer, path).split()), validate=True)
    except (binascii.Error, ValueError):
        raise ServiceFailed(f"no base64 at {path}") from None


def address_in(answer: Answer, path: str, asked_url: str, hosts: tuple[str, ...]) -> str:
    """The sound's address that stands at ``path``: of this service or of one of ``hosts``, and no less secret."""
    found = text_at(answer, path)
    try:
        url = urljoin(asked_url, found)
        own, parts = urlsplit(asked_url), urlsplit(url)
    except ValueError:
        raise ServiceFailed(f"no address at {path}") from None
    if parts.netloc.lower() not in {own.netloc.lower(), *map(str.lower, hosts)}:
        raise ServiceFailed(f"the sound is at {parts.netloc!r}, which audio_hosts does not name")
    if parts.scheme not in ("https", own.scheme):
        raise ServiceFailed(f"the sound is at {parts.scheme!r}, which is less secret than the service")
    return url


def text_at(answer: Answer, path: str) -> str:
    """The text that stands at ``path`` of JSON: never empty."""
    body = body_of(answer)
    found = _step_down(_decoded(body), path)
    if isinstance(found, str) and found:
        return found
    raise ServiceFailed(f"nothing at {path}: {_told(body)}")


def _decoded(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise ServiceFailed(f"no JSON: {_told(body)}") from None


def _step_down(value: Any, path: str) -> Any:
    for step in path.split("."):
        if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        elif isinstance(value, dict):
            value = value.get(step)
        else:
            return None
    return value


def _told(body: bytes) -> str:
    """The beginning of what a service says, fit for a log."""
    text = " ".join(body[: 4 * _TOLD_CHARACTERS].decode(errors="replace").split())
    return "".join(letter for letter in text if letter.isprintable())[:_TOLD_CHARACTERS]
