"""What a table of a service must be, looked at when it is read and not when an alert is to be spoken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING, Protocol
from urllib.parse import SplitResult, urlsplit

from media.speech.http_voice_secret import Keyed
from media.speech.http_voice_template import PLACES, BodyKind, filled_body, places_in
from protocol.words import Words

if TYPE_CHECKING:
    from media.speech.http_voice_settings import HttpService

_PROBE = {
    "text": 'a "b"\n',
    "voice": "v",
    "speed": "1",
    "language": "vi",
    "source": "vi",
    "target": "km",
    "secret": "s",
}
"""Stands for real values; a text with quotes shows a place that lacks its own."""
_HERE = ("localhost", "127.0.0.1", "::1")
_HEADER_NAME = re.compile(r"[A-Za-z0-9-]{1,64}")
_PLAIN = re.compile(r"[ -~]*")


class HttpTable(Keyed, Protocol):
    """How a service is asked, whatever for."""

    @property
    def method(self) -> str:
        """POST or GET."""
        ...

    @property
    def url(self) -> str:
        """A template."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """Values are templates."""
        ...

    @property
    def body(self) -> str:
        """A template."""
        ...

    @property
    def body_kind(self) -> BodyKind:
        """How places in it are escaped."""
        ...

    @property
    def places(self) -> frozenset[str]:
        """Every place its templates have."""
        ...


def problems_of(service: HttpService) -> Iterator[Words]:
    """What is wrong with it, the first reason first."""
    yield from asking_problems(service, PLACES)
    for look in (_voices, _answer):
        yield from look(service)


def asking_problems(table: HttpTable, places: frozenset[str]) -> Iterator[Words]:
    """What is wrong with how it is asked, where its templates may have ``places``."""
    yield from _places(table, places)
    for look in (_address, _headers, _body, _secret):
        yield from look(table)


def _places(service: HttpTable, places: frozenset[str]) -> Iterator[Words]:
    if unknown := sorted(service.places - places):
        known = " ".join(f"{{{place}}}" for place in sorted(places))
        yield Words(f"không có chỗ {{{unknown[0]}}}, chỉ có {known}", f"no place {{{unknown[0]}}}, only {known}")
    if "text" not in places_in(service.url) | places_in(service.body):
        yield Words("thiếu {text} trong body hoặc url", "{text} is missing in body or url")


def _address(service: HttpTable) -> Iterator[Words]:
    parts = _parts(service.url)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        yield Words("url phải là địa chỉ https:// đầy đủ", "url must be a whole https:// address")
    elif "@" in parts.netloc or places_in(parts.netloc):
        yield Words("tên máy trong url phải cố định, không mật khẩu", "the host in url must be fixed, without password")
    elif "secret" in places_in(service.url):
        yield Words(
            "đặt {secret} trong headers hoặc body, không trong url", "put {secret} in headers or body, not in url"
        )
    elif "secret" in service.places and parts.scheme == "http" and parts.hostname not in _HERE:
        yield Words("chỉ gửi {secret} qua https", "{secret} may be sent by https only")


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _headers(service: HttpTable) -> Iterator[Words]:
    for name, value in service.headers.items():
        if not _HEADER_NAME.fullmatch(name) or not _PLAIN.fullmatch(value) or "text" in places_in(value):
            yield Words(f"header {name!r} không hợp lệ", f"the header {name!r} can't be sent")


def _body(service: HttpTable) -> Iterator[Words]:
    if service.method == "GET" and service.body:
        yield Words("GET không có body", "GET has no body")
    if service.body_kind == "json" and service.body and not _is_json(filled_body(service.body, "json", _PROBE)):
        yield Words(
            'body không phải JSON (viết "{text}" trong ngoặc kép)', 'body is no JSON (write "{text}" between quotes)'
        )


def _is_json(body: str) -> bool:
    try:
        json.loads(body)
    except ValueError:
        return False
    return True


def _voices(service: HttpService) -> Iterator[Words]:
    if "voice" in service.places and not service.voice:
        yield Words("có {voice} nhưng thiếu voice", "{voice} is used but voice is missing")
    if service.regions and "voice" not in service.places:
        yield Words("có regions nhưng không dùng {voice}", "regions are given but {voice} is not used")
    if not all(map(_PLAIN.fullmatch, (service.voice, *service.regions.values()))):
        yield Words("tên giọng chỉ gồm ký tự ASCII", "names of voices must be ASCII")
    if not all(isfinite(number) for point in service.speeds for number in point):
        yield Words("speeds phải là số hữu hạn", "speeds must be finite")
    if any(before[0] >= after[0] for before, after in pairwise(service.speeds)):
        yield Words("speeds phải tăng dần", "speeds must rise")


def _answer(service: HttpService) -> Iterator[Words]:
    if (service.answer == "audio") == bool(service.answer_path):
        yield Words(
            "answer_path cần cho base64 và url, không cho audio", "answer_path goes with base64 and url, not with audio"
        )
    if service.audio_hosts and service.answer != "url":
        yield Words('audio_hosts chỉ đi với answer = "url"', 'audio_hosts goes with answer = "url" only')


def _secret(service: HttpTable) -> Iterator[Words]:
    if service.secret_env and service.secret_file:
        yield Words("chỉ chọn secret_env hoặc secret_file", "choose secret_env or secret_file, not both")
    if ("secret" in service.places) != bool(service.secret_env or service.secret_file):
        yield Words("{secret} đi cùng secret_env hoặc secret_file", "{secret} goes with secret_env or secret_file")
