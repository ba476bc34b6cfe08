"""Run as a program by :mod:`media.document.sizes`: tells how large the pages of one PDF are."""

from __future__ import annotations

import sys
from pathlib import Path

from media.confined import Refused, confine, tell
from media.document.answers import PageSizes
from media.document.reading import pages_of
from protocol.errors import InvalidMedia


def main(limits: str, pdf: Path, most_pages: int) -> None:
    """Tell the sizes, or the refusal."""
    confine(limits)
    try:
        tell(PageSizes(tuple(page.get_size() for page in pages_of(pdf, most_pages))))
    except InvalidMedia as error:
        tell(Refused(error.problem, error.remedy))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
