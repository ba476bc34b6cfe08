"""Files that come by HTTP, on disk while they are worked on."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import BinaryIO, Protocol

from controller.bulletins.draft import Upload

MOST_FILES = 50


class Sent(Protocol):
    """A file of a form, as web frameworks hand it over."""

    @property
    def filename(self) -> str | None:
        """What the sender calls it."""

    @property
    def file(self) -> BinaryIO:
        """Its bytes."""


@contextmanager
def on_disk(sent: Sequence[Sent]) -> Iterator[list[Upload]]:
    """The files in a folder that is gone afterwards. Their names never become paths."""
    with tempfile.TemporaryDirectory(prefix="rao-upload-") as folder:
        yield [_kept(Path(folder) / str(number), one) for number, one in enumerate(sent)]


def _kept(path: Path, sent: Sent) -> Upload:
    with path.open("wb") as file:
        shutil.copyfileobj(sent.file, file)
    return Upload(path, PurePath(sent.filename or "").name or path.name)
