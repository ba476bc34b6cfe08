"""The controller's own store of contents: a folder, or an S3-compatible object store where the settings say so."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from controller.library.content import Store, Stored, stored_as
from controller.library.folder_store import FolderStore
from controller.library.local_copies import LocalCopies
from controller.library.s3_credentials import key_of
from controller.library.s3_store import S3Store, bucket_at
from controller.settings import Media, Settings

__all__ = ["FolderStore", "S3Store", "Store", "Stored", "store_of", "stored_as"]
GIB = 1024**3


def store_of(settings: Settings) -> Store:
    """The controller's own store, one a process; raises :class:`protocol.errors.Unavailable` without a key to it."""
    return _store(settings.data_dir, settings.media)


@cache
def _store(data_dir: Path, media: Media) -> Store:
    if not media.store:
        return FolderStore(data_dir / "media")
    name, _, prefix = media.store.removeprefix("s3://").partition("/")
    key = key_of(media.credentials_file)
    bucket = bucket_at(
        name, prefix.strip("/"), key, endpoint=media.endpoint, region=media.region, ca_file=media.ca_file
    )
    return S3Store(bucket, LocalCopies(data_dir / "media-copies", round(media.copies_gib * GIB)))
