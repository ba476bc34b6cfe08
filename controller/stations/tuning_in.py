"""Some seconds of what a station sends, as it sends it: from a stream, or from the newest files of a playlist."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

import httpx

from controller.feeds.pinned import pinned
from controller.stations.answers import Question
from controller.stations.playlist import is_playlist, named_in
from protocol.errors import Unavailable
from protocol.words import Words

MOST_BYTES = 2 * 1024 * 1024
"""Of one answer."""
CONNECT_S = 5.0
STALL_S = 4.0
"""So long a station may send nothing."""
MOST_REDIRECTS = 3
MOST_LISTS = 3
"""Playlists that lead to playlists."""
HEADERS = {"User-Agent": "rao", "Accept": "*/*", "Accept-Encoding": "identity"}


class Sent(NamedTuple):
    """What came."""

    data: bytes
    is_hls: bool


def tuned_in(question: Question) -> Sent:
    """What the station sends now; raises :class:`InvalidInput` and :class:`Unavailable`."""
    # The environment's proxy would look names up by itself, past our check.
    with httpx.Client(timeout=httpx.Timeout(STALL_S, connect=CONNECT_S), trust_env=False, headers=HEADERS) as client:
        return _Tuner(client, question).sent()


class _Tuner:
    def __init__(self, client: httpx.Client, question: Question) -> None:
        self._client, self._question = client, question
        self._deadline_s = time.monotonic() + question.listen_s

    def sent(self) -> Sent:
        """The bytes of a stream, or of what its playlist names."""
        data, url = self._got(self._question.url)
        for _ in range(MOST_LISTS):
            if not is_playlist(data):
                return Sent(data, is_hls=False)
            names = named_in(data)
            if not names.is_list_of_lists:
                return Sent(b"".join(self._got(urljoin(url, one))[0] for one in names.urls), is_hls=True)
            data, url = self._got(urljoin(url, names.urls[0]))
        raise _failed("playlists without end")

    def _got(self, url: str) -> tuple[bytes, str]:
        """What is there, and where that was in the end."""
        for _ in range(MOST_REDIRECTS + 1):
            try:
                with pinned(self._client, url, {}, self._question.private_too) as response:
                    if not response.has_redirect_location:
                        return self._read(response), url
                    url = urljoin(url, response.headers["location"])
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise _failed(str(error) or type(error).__name__) from error
        raise _failed("too many redirects")

    def _read(self, response: httpx.Response) -> bytes:
        if response.status_code != httpx.codes.OK:
            raise _failed(f"HTTP {response.status_code}")
        data = bytearray()
        for chunk in _until_it_stalls(response):
            data += chunk
            if len(data) >= MOST_BYTES or time.monotonic() > self._deadline_s:
                break
        if not data:
            raise _failed("it sends nothing")
        return bytes(data[:MOST_BYTES])


def _until_it_stalls(response: httpx.Response) -> Iterator[bytes]:
    """A station that stops sending was heard up to there."""
    try:
        yield from response.iter_raw()
    except httpx.ReadTimeout:
        return


def _failed(detail: str) -> Unavailable:
    return Unavailable(
        Words(f"Đài không trả lời đúng ({detail}).", f"The station does not answer as it should ({detail})."),
        Words("Kiểm tra địa chỉ và hỏi nơi phát.", "Check the address, and ask whoever runs it."),
    )
