"""How large the pages of a PDF are, as its author meant them to be printed."""

from __future__ import annotations

from pathlib import Path

from media.confined import ChildLimits, Errand, answers_of
from media.document.answers import ANSWERS, PageSizes, SizePt
from media.document.pages import LIMITS, MOST_PAGES
from media.document.refusals import damaged


def page_sizes_pt(pdf: Path, most_pages: int = MOST_PAGES, limits: ChildLimits = LIMITS) -> tuple[SizePt, ...]:
    """One size a page; raises :class:`~protocol.errors.InvalidMedia` as :func:`media.document.page_pictures` does."""
    errand = Errand("media.document.sizes_child", [str(pdf), str(most_pages)], limits, damaged)
    for answer in answers_of(errand, ANSWERS):
        if isinstance(answer, PageSizes):
            return answer.sizes_pt
    raise damaged("the reader said nothing")
