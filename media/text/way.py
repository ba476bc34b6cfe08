"""One way to arrange a bulletin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from media.bulletin.model import Code
from media.text.flow import Flow
from media.text.shape import PageShape


@dataclass(frozen=True, slots=True)
class Way:
    """What stands on each page."""

    shape: PageShape
    pages: tuple[Sequence[Flow], ...]
    is_bare: bool = False
    """The first page says no more than title and source, though there is more to say."""
    code: Code | None = None
    """Stands beside the words of every page; the column is as narrow as it must be for that."""

    def demerit(self) -> tuple[bool, int, int]:
        """The less, the better."""
        codes = [code for page in self.pages for one in page for code in one.parts.codes]
        side = max((code.side_px for code in (*codes, *filter(None, [self.code]))), default=0)
        return self.is_bare, len(self.pages), -side
