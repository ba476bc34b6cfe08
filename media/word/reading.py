"""A Word document as a bulletin; the file itself is opened in a confined child only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from media.bulletin import Bulletin, clean
from media.bulletin.title import titled
from media.confined import ChildLimits, Errand, answers_of
from media.word.answers import ANSWERS, WordText
from media.word.refusals import damaged, no_words

LIMITS = ChildLimits(memory_bytes=1024**3, cpu_s=60, written_bytes=0, wall_s=180.0)


@dataclass(frozen=True, slots=True)
class WordDocument:
    """What a document says; ``left_out`` counts pictures, charts and notes that a text can't hold."""

    bulletin: Bulletin
    left_out: int


def read_word(docx: Path, title: str = "", limits: ChildLimits = LIMITS) -> WordDocument:
    """The text of a .docx, without ``title`` under its own.

    Headings are those of its styles, and lines that are bold and centred, as Decree 30/2020/NĐ-CP has titles written.
    Numbers of lists are words before their paragraphs. Of tracked changes the newest wording counts; headers, footers
    and comments are no part of the text. Raises :class:`~protocol.errors.InvalidMedia` for what is locked, damaged,
    has macros, is no Word document, is larger than a board can show, or has no words.
    """
    told = _told(docx, limits)
    if not told.blocks:
        raise no_words(told.left_out)
    return WordDocument(titled(told.blocks, clean(title)), told.left_out)


def _told(docx: Path, limits: ChildLimits) -> WordText:
    for answer in answers_of(Errand("media.word.child", [str(docx)], limits, damaged), ANSWERS):
        if isinstance(answer, WordText):
            return answer
    raise damaged("the reader said nothing")
