"""One feed by HTTP, with bounds on everything a server could do to whoever asks it."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urljoin

import httpx

from controller.feeds.pinned import pinned
from protocol.errors import InvalidInput, Unavailable
from protocol.words import Words

MOST_BYTES = 2 * 1024 * 1024
"""Of the answer, packed and unpacked."""
TIME_LIMIT_S = 10.0
"""For the whole answer, redirects and all. Dripped headers outlive it: see :mod:`controller.feeds.ask`."""
MOST_REDIRECTS = 3
HEADERS = {
    "User-Agent": "Rao (bulletin boards)",
    "Accept": "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1",
    "Accept-Encoding": "gzip",
}
GZIP_WINDOW = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Newness:
    """What a server said of its last answer, to be asked whether that still holds (RFC 9110, section 13.1)."""

    etag: str = ""
    last_modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """That question."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


class Fetched(NamedTuple):
    """An answer; ``body`` None says that nothing changed."""

    body: bytes | None
    newness: Newness
    content_type: str


def fetch(url: str, known: Newness, private_too: bool, limit_s: float = TIME_LIMIT_S) -> Fetched:
    """What ``url`` answers now; raises :class:`Unavailable` or :class:`InvalidInput`."""
    deadline_s = time.monotonic() + limit_s
    # The environment's proxy would look names up by itself, past our check.
    with httpx.Client(timeout=limit_s, trust_env=False, headers=HEADERS) as client:
        for _ in range(MOST_REDIRECTS + 1):
            fetched = _asked(client, url, known, private_too, deadline_s)
            if isinstance(fetched, Fetched):
                return fetched
            url = fetched
    raise _failed("too many redirects")


def _asked(client: httpx.Client, url: str, known: Newness, private_too: bool, deadline_s: float) -> Fetched | str:
    """The answer, or the address it leads on to."""
    try:
        with pinned(client, url, known.headers, private_too) as response:
            if response.has_redirect_location:
                return urljoin(url, response.headers["location"])
            return _read(response, known, deadline_s)
    except (httpx.HTTPError, httpx.InvalidURL, zlib.error) as error:
        raise _failed(str(error) or type(error).__name__) from error


def _read(response: httpx.Response, known: Newness, deadline_s: float) -> Fetched:
    content_type = response.headers.get("content-type", "")
    if response.status_code == httpx.codes.NOT_MODIFIED and known.headers:
        return Fetched(None, known, content_type)
    if response.status_code != httpx.codes.OK:
        raise _failed(f"HTTP {response.status_code}")
    newness = Newness(response.headers.get("etag", "")[:500], response.headers.get("last-modified", "")[:100])
    body = b"".join(_bounded(response, deadline_s))
    packed = response.headers.get("content-encoding", "").lower() == "gzip"
    return Fetched(_unpacked(body) if packed else body, newness, content_type)


def _bounded(response: httpx.Response, deadline_s: float) -> Iterator[bytes]:
    size = 0
    for chunk in response.iter_raw():
        size += len(chunk)
        if size > MOST_BYTES:
            raise _too_big()
        if time.monotonic() > deadline_s:
            raise _failed("too slow")
        yield chunk


def _unpacked(body: bytes) -> bytes:
    unpacker = zlib.decompressobj(GZIP_WINDOW)
    unpacked = unpacker.decompress(body, MOST_BYTES)
    if unpacker.unconsumed_tail:
        raise _too_big()
    return unpacked


def _too_big() -> InvalidInput:
    most_mib = MOST_BYTES // 1024**2
    return InvalidInput(
        Words(f"Nguồn tin trả về hơn {most_mib} MiB.", f"The feed answers more than {most_mib} MiB."),
        Words("Dùng địa chỉ RSS hoặc Atom của một chuyên mục.", "Use the RSS or Atom address of one section."),
    )


def _failed(detail: str) -> Unavailable:
    return Unavailable(
        Words(f"Nguồn tin không trả lời đúng ({detail}).", f"The feed does not answer as it should ({detail})."),
        Words("Mở thử địa chỉ đó trong trình duyệt.", "Try to open that address in a browser."),
    )
