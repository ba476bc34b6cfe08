"""Files that come by HTTP, on disk while they are worked on."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import BinaryIO, Protocol

from controller.bulletins.draft import Upload
from protocol.errors import InvalidInput
from protocol.words import Words

MOST_FILES = 50
MOST_LETTERS = 60
"""Of a name; a letter takes up to four bytes, a name 255."""
UNSAFE = re.compile(r"[^\w.,()\- ]")


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
    """The files, each in a folder of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="rao-upload-") as folder:
        yield [_kept(Path(folder) / str(number), one) for number, one in enumerate(sent)]


def _kept(folder: Path, sent: Sent) -> Upload:
    folder.mkdir()
    path = folder / safe_name(sent.filename or "")
    with path.open("wb") as file:
        shutil.copyfileobj(sent.file, file)
    return Upload(path, path.name)


def nothing_sent() -> InvalidInput:
    """Whoever publishes has to publish something."""
    return InvalidInput(
        Words("Chưa có nội dung nào.", "There is no content."),
        Words("Viết vào ô nội dung hoặc chọn tệp.", "Write something or choose a file."),
    )


def safe_name(claimed: str) -> str:
    """What a sender calls a file, as far as it can name one here: no folders, nothing hidden, nothing endless."""
    plain = UNSAFE.sub("_", PurePath(claimed.replace("\\", "/")).name)
    return plain.lstrip(".")[-MOST_LETTERS:] or "file"
