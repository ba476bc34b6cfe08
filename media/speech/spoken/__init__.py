"""Official Vietnamese as a reader says it: numbers, dates, symbols and abbreviations in words.

Rules are data, their words in ``tables``. Passes are ordered (``order``) and run until none finds more, so that the
result is stable: the spoken form of a spoken form is itself. What it is not sure of it marks (``doubt``) for the person
who approves the text.
"""

from media.speech.spoken.doubt import WHY, Doubt, Why
from media.speech.spoken.lexicon import NO_LEXICON, InvalidLexicon, Lexicon
from media.speech.spoken.order import spoken, spoken_form
from media.speech.spoken.region import Region
from media.speech.spoken.result import SpokenText

__all__ = [
    "NO_LEXICON",
    "WHY",
    "Doubt",
    "InvalidLexicon",
    "Lexicon",
    "Region",
    "SpokenText",
    "Why",
    "spoken",
    "spoken_form",
]
