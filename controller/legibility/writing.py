"""A text that is being written, taken apart as it will be when it is published: by the same code."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from controller.bulletins.draft import Draft
from controller.bulletins.kinds import Form
from controller.bulletins.reading import bulletin_of, encode_bulletin
from controller.bulletins.sniffing import form_of
from controller.bulletins.written import CardSheet, QrNotice, bulletin_of_written
from media.bulletin import Bulletin

LOOKED_AT_LETTERS = 20_000
"""A longer text is looked at up to here while it is written, so that the answer comes before the next word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What stands under any bulletin."""

    source: str = ""
    last_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing(About):
    """The fields of the form that boards show."""

    text: str
    title: str = ""

    @property
    def is_cut(self) -> bool:
        """Whether only its beginning is looked at."""
        return len(self.text) > LOOKED_AT_LETTERS


def bulletin_in(writing: Writing) -> Bulletin:
    """What boards would get; raises :class:`InvalidInput` or :class:`InvalidMedia` for what can't be published."""
    with _on_disk(writing.text[:LOOKED_AT_LETTERS].encode()) as path:
        return bulletin_of(_draft(path, form_of(path, path.name), writing.title.strip(), writing))


def bulletin_written(written: CardSheet | QrNotice, about: About) -> Bulletin:
    """The same for what has no text: values on cards, a QR code."""
    with _on_disk(encode_bulletin(bulletin_of_written(written))) as path:
        return bulletin_of(_draft(path, "written", "", about))


@contextmanager
def _on_disk(original: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="rao-writing-") as folder:
        path = Path(folder) / "text.txt"
        path.write_bytes(original)
        yield path


def _draft(path: Path, form: Form, title: str, about: About) -> Draft:
    return Draft("bulletin", form, path, title, about.source.strip(), about.last_date)
