"""One blob by HTTP: ``Range`` (RFC 9110, section 14) from where the last try ended, then size and SHA-256."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

import httpx

from agent.store import BlobStore
from protocol.manifest import Blob

FailureCode = Literal["network", "http", "size", "hash", "disk", "disk-full", "stopped"]
LOOK_EVERY_S = 30.0
LEAST_BYTES = 32 * 1024
"""Less than this in that time and another file gets its turn; a link by one bar of 4G brings ten times as much."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The content is on disk, whole and verified."""

    blob: Blob


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """It is not; what arrived is kept for the next try unless it was wrong."""

    blob: Blob
    code: FailureCode
    detail: str


FetchResult = Fetched | FetchFailed


class _Failure(Exception):
    def __init__(self, code: FailureCode, detail: str) -> None:
        self.code, self.detail = code, detail


def download(http: httpx.Client, store: BlobStore, blob: Blob, stopped: Callable[[], bool]) -> FetchResult:
    """Get ``blob`` into ``store``. ``stopped`` is asked between chunks. Never raises for what networks and disks do."""
    try:
        _complete(http, store.part_of(blob.sha256), blob, stopped)
        if not store.adopt(blob.sha256):
            raise _Failure("hash", f"{blob.url} is not {blob.sha256}")
    except _Failure as failure:
        return FetchFailed(blob, failure.code, failure.detail)
    except httpx.HTTPError as error:
        return FetchFailed(blob, "network", str(error))
    except httpx.InvalidURL as error:
        return FetchFailed(blob, "http", str(error))
    except OSError as error:
        return FetchFailed(blob, "disk-full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "disk", str(error))
    return Fetched(blob)


def _complete(http: httpx.Client, part: Path, blob: Blob, stopped: Callable[[], bool]) -> None:
    have_bytes = part.stat().st_size if part.exists() else 0
    if have_bytes > blob.size_bytes:
        part.unlink()
        have_bytes = 0
    if have_bytes < blob.size_bytes:
        _request(http, part, blob, have_bytes, stopped)
    _require_size(part, blob)


def _request(http: httpx.Client, part: Path, blob: Blob, have_bytes: int, stopped: Callable[[], bool]) -> None:
    headers = {"Range": f"bytes={have_bytes}-"} if have_bytes else {}
    with http.stream("GET", blob.url, headers={**headers, "Accept-Encoding": "identity"}) as response:
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.unlink(missing_ok=True)
        if response.status_code not in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
            raise _Failure("http", f"{blob.url} answered {response.status_code}")
        with part.open("ab" if _continues(response, part, have_bytes) else "wb") as file:
            _copy(response, file, blob, stopped)


def _continues(response: httpx.Response, part: Path, have_bytes: int) -> bool:
    """Whether the answer goes on where the part ends. One for another place costs the part: next time all is asked."""
    if response.status_code != httpx.codes.PARTIAL_CONTENT:
        return False
    if response.headers.get("Content-Range", "").startswith(f"bytes {have_bytes}-"):
        return True
    part.unlink(missing_ok=True)
    raise _Failure("http", "another range than was asked for")


def _copy(response: httpx.Response, file: BinaryIO, blob: Blob, stopped: Callable[[], bool]) -> None:
    pace = _Pace(file.tell())
    try:
        for chunk in response.iter_raw():
            if stopped():
                raise _Failure("stopped", blob.url)
            file.write(chunk)
            pace.check(file.tell(), blob)
            if file.tell() > blob.size_bytes:
                break
    finally:
        file.flush()
        os.fsync(file.fileno())


class _Pace:
    """A server that drips would keep all other files waiting."""

    def __init__(self, at_bytes: int) -> None:
        self._mark_bytes, self._mark_s = at_bytes, time.monotonic()

    def check(self, at_bytes: int, blob: Blob) -> None:
        """Raise when too little came since the last look."""
        if time.monotonic() - self._mark_s < LOOK_EVERY_S:
            return
        if at_bytes - self._mark_bytes < LEAST_BYTES:
            raise _Failure("network", f"{blob.url} comes too slowly")
        self._mark_bytes, self._mark_s = at_bytes, time.monotonic()


def _require_size(part: Path, blob: Blob) -> None:
    size = part.stat().st_size
    if size > blob.size_bytes:
        part.unlink()
        raise _Failure("size", f"{blob.url} has more than {blob.size_bytes} bytes")
    if size < blob.size_bytes:
        raise _Failure("network", f"{blob.url} ended at {size} of {blob.size_bytes} bytes")
