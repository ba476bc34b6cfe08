"""A text that is being written, taken apart as it will be when it is published: by the same code."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from controller.bulletins.draft import Draft
from controller.bulletins.reading import bulletin_of
from controller.bulletins.sniffing import form_of
from media.bulletin import Bulletin

LOOKED_AT_LETTERS = 20_000
"""A longer text is looked at up to here while it is written, so that the answer comes before the next word."""


@dataclass(frozen=True, slots=True)
class Writing:
    """The fields of the form that boards show."""

    text: str
    title: str = ""
    source: str = ""
    last_date: date | None = None

    @property
    def is_cut(self) -> bool:
        """Whether only its beginning is looked at."""
        return len(self.text) > LOOKED_AT_LETTERS


def bulletin_in(writing: Writing) -> Bulletin:
    """What boards would get; raises :class:`InvalidInput` or :class:`InvalidMedia` for what can't be published."""
    with tempfile.TemporaryDirectory(prefix="rao-writing-") as folder:
        path = Path(folder) / "text.txt"
        path.write_text(writing.text[:LOOKED_AT_LETTERS], "utf-8")
        form = form_of(path, path.name)
        draft = Draft("bulletin", form, path, writing.title.strip(), writing.source.strip(), writing.last_date)
        return bulletin_of(draft)
