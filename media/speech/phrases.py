"""A long text cut where a reader breathes, so that no engine gets more than it handles well."""

from __future__ import annotations

import re
from dataclasses import dataclass

PARAGRAPH_PAUSE_MS = 650
SENTENCE_PAUSE_MS = 400
CLAUSE_PAUSE_MS = 200
MOST_CHARACTERS = 220
"""A sentence longer than this is also cut at its semicolons and commas, and where it has none, between words."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+")
_CLAUSE_END = re.compile(r"(?<=[;:,])\s+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words said in one breath, and the silence after them."""

    text: str
    pause_ms: int


def phrases(text: str) -> tuple[Phrase, ...]:
    """``text`` in order as phrases. Lines are paragraphs; what holds no letter or digit is dropped."""
    paragraphs = [_of_paragraph(line) for line in text.splitlines()]
    return tuple(phrase for paragraph in paragraphs for phrase in paragraph)


def _of_paragraph(line: str) -> list[Phrase]:
    sentences = [_of_sentence(part) for part in _SENTENCE_END.split(line)]
    said = [phrase for sentence in sentences for phrase in sentence]
    return _paused(said, PARAGRAPH_PAUSE_MS)


def _of_sentence(sentence: str) -> list[Phrase]:
    clauses = [clause for clause in _packed(_pieces(sentence)) if any(map(str.isalnum, clause))]
    return _paused([Phrase(clause, CLAUSE_PAUSE_MS) for clause in clauses], SENTENCE_PAUSE_MS)


def _pieces(sentence: str) -> list[str]:
    """The smallest pieces a sentence may be cut into: itself, its clauses, or the words of an endless clause."""
    if len(sentence) <= MOST_CHARACTERS:
        return [sentence.strip()]
    clauses = _CLAUSE_END.split(sentence.strip())
    return [piece for clause in clauses for piece in (clause.split() if len(clause) > MOST_CHARACTERS else [clause])]


def _packed(pieces: list[str]) -> list[str]:
    """Neighbouring pieces together, as many as fit."""
    packed: list[str] = []
    for piece in pieces:
        if packed and len(packed[-1]) + 1 + len(piece) <= MOST_CHARACTERS:
            packed[-1] = f"{packed[-1]} {piece}"
        else:
            packed.append(piece)
    return packed


def _paused(said: list[Phrase], pause_ms: int) -> list[Phrase]:
    """The last one followed by ``pause_ms``."""
    return [*said[:-1], Phrase(said[-1].text, pause_ms)] if said else []
