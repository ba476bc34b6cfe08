"""Run as a program by :mod:`media.word.reading`: tells what one Word document says."""

from __future__ import annotations

import sys
from pathlib import Path

from media.confined import Refused, confine, tell
from media.word.answers import WordText
from media.word.body import read_body
from media.word.package import opened
from protocol.errors import InvalidMedia


def main(limits: str, docx: Path) -> None:
    """Tell the text, or the refusal."""
    confine(limits)
    try:
        blocks, left_out = read_body(opened(docx))
        tell(WordText(tuple(blocks), left_out))
    except InvalidMedia as error:
        tell(Refused(error.problem, error.remedy))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
