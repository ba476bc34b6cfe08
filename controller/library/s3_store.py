"""A content-addressed store in an S3-compatible object store."""

from __future__ import annotations

import hashlib
import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING

from obstore.exceptions import BaseError
from obstore.store import S3Store as Bucket

from controller.library.claims import Claims
from controller.library.content import AT_ONCE, Stored, check_size, file_as_stored, place_of, stored_as, unknown
from controller.library.local_copies import LocalCopies, check_digest
from controller.library.s3_credentials import S3Key
from protocol.errors import NotFound, Unavailable
from protocol.ids import SHA256_PATTERN, Sha256
from protocol.timers import MEDIA_STORE_S, MEDIA_STORE_TRIES_S
from protocol.words import Words

if TYPE_CHECKING:
    from obstore import OffsetRange

log = logging.getLogger(__name__)

CONNECT_S = 5.0
WHOLE_H = 2
"""For one request: a clip of 2 GiB over a slow line."""
READ_BYTES = 1024 * 1024
MOST_RETRIES = 4
MOST_KNOWN = 100_000


def bucket_at(
    name: str, prefix: str, key: S3Key, *, endpoint: str = "", region: str = "", ca_file: Path | None = None
) -> Bucket:
    """A bucket; without an ``endpoint`` it is Amazon's. What fails for a moment is tried again, with growing pauses."""
    client = {
        "allow_http": endpoint.startswith("http://"),
        "connect_timeout": timedelta(seconds=CONNECT_S),
        "read_timeout": timedelta(seconds=MEDIA_STORE_S),
        "timeout": timedelta(hours=WHOLE_H),
        **({"root_certificate": ca_file.read_bytes()} if ca_file else {}),
    }
    return Bucket(
        name,
        prefix=prefix or None,
        access_key_id=key.id,
        secret_access_key=key.secret,
        region=region or "us-east-1",
        checksum_algorithm="SHA256",
        client_options=client,  # type: ignore[arg-type]
        retry_config={"max_retries": MOST_RETRIES, "retry_timeout": timedelta(seconds=MEDIA_STORE_TRIES_S)},
        **({"endpoint": endpoint} if endpoint else {}),  # type: ignore[arg-type]
    )


class S3Store:
    """A :class:`~controller.library.content.Store` in a bucket.

    An object appears whole or not at all, and the server checks the SHA-256 of what it was sent. What this process
    knows to be there is not asked for again: manifests are looked for every few seconds.
    """

    def __init__(self, bucket: Bucket, copies: LocalCopies) -> None:
        self._bucket, self._copies = bucket, copies
        self._claims = Claims()
        self._known: set[str] = set()

    def keep(self, data: bytes) -> Stored:
        """See :class:`Store`."""
        check_size(len(data))
        return self._put(stored_as(data), data)

    def keep_all(self, contents: Sequence[bytes]) -> None:
        """See :class:`Store`."""
        with ThreadPoolExecutor(AT_ONCE) as writers:
            list(writers.map(self.keep, contents))

    def keep_file(self, path: Path) -> Stored:
        """See :class:`Store`."""
        check_size(path.stat().st_size)
        return self._put(file_as_stored(path), path)

    def path_of(self, sha256: Sha256) -> Path:
        """See :class:`Store`: a copy, got once."""
        place_of(sha256)
        return self._copies.of(sha256, lambda file: self._write(sha256, file))

    def size_of(self, sha256: Sha256) -> int:
        """See :class:`Store`."""
        with _asked(sha256):
            return int(self._bucket.head(place_of(sha256))["size"])

    def read(self, sha256: Sha256, first: int = 0, past: int | None = None) -> Iterator[bytes]:
        """See :class:`Store`."""
        with _asked(sha256):
            answer = self._bucket.get(place_of(sha256), options={"range": _range(first, past)})
            return _told(sha256, iter(answer.stream(min_chunk_size=READ_BYTES)))

    def intact(self, sha256: Sha256) -> bool:
        """See :class:`Store`."""
        digest = hashlib.sha256()
        try:
            for chunk in self.read(sha256):
                digest.update(chunk)
        except NotFound:
            return False
        return digest.hexdigest() == sha256

    def everything(self) -> Iterator[Sha256]:
        """See :class:`Store`."""
        with _asked(""):
            for some in self._bucket.list():
                names = (one["path"].rpartition("/")[2] for one in some)
                yield from (Sha256(name) for name in names if SHA256_PATTERN.fullmatch(name))

    @contextmanager
    def lent(self, sha256: Sha256) -> Iterator[Path]:
        """See :class:`Store`. It passes the copies by, so that going through all leaves those in use."""
        with tempfile.TemporaryDirectory(prefix="rao-lent-") as folder:
            path = Path(folder) / sha256
            with path.open("wb") as file:
                self._write(sha256, file)
            check_digest(path, sha256)
            yield path

    def remove(self, sha256: Sha256) -> bool:
        """See :class:`Store`."""
        return self._claims.unless_claimed(sha256, lambda: self._delete(sha256))

    def _put(self, stored: Stored, content: bytes | Path) -> Stored:
        self._claims.note(stored.sha256)
        if stored.sha256 not in self._known and not self._has(stored):
            with _asked(stored.sha256, refused=_no_bucket):
                self._bucket.put(place_of(stored.sha256), content)
            if not self._has(stored):
                raise _unreachable("what was stored is not there")
        self._known = self._known if len(self._known) < MOST_KNOWN else set()
        self._known.add(stored.sha256)
        return stored

    def _has(self, stored: Stored) -> bool:
        """One of another size was cut off by a store that is not as good as it says: it is put again."""
        try:
            return self.size_of(stored.sha256) == stored.size_bytes
        except NotFound:
            return False

    def _delete(self, sha256: Sha256) -> None:
        self._known.discard(sha256)
        self._copies.drop(sha256)
        with _asked(sha256):
            self._bucket.delete(place_of(sha256))

    def _write(self, sha256: Sha256, file: IO[bytes]) -> None:
        for chunk in self.read(sha256):
            file.write(chunk)


def _range(first: int, past: int | None) -> OffsetRange | tuple[int, int]:
    return {"offset": first} if past is None else (first, past)


@contextmanager
def _asked(sha256: str, refused: Callable[[str], Exception] = unknown) -> Iterator[None]:
    """Says in words what the store answers."""
    try:
        yield
    except FileNotFoundError:
        raise refused(sha256) from None
    except BaseError as failed:
        reason = str(failed).splitlines()[0]
        log.warning("the media store fails: %s", reason)
        raise _unreachable(reason) from failed


def _told(sha256: str, chunks: Iterator[object]) -> Iterator[bytes]:
    with _asked(sha256):
        for chunk in chunks:
            yield bytes(chunk)  # type: ignore[call-overload]


def _no_bucket(_sha256: str) -> Unavailable:
    return _unreachable("there is no such bucket")


def _unreachable(reason: str) -> Unavailable:
    return Unavailable(
        Words(f"Kho nội dung S3 không làm được: {reason}.", f"The S3 media store does not work: {reason}."),
        Words(
            "Chưa có gì bị mất. Kiểm tra [media] trong cấu hình và máy chủ S3 rồi thử lại.",
            "Nothing is lost. Check [media] in the settings and the S3 server, then try again.",
        ),
    )
