"""Official Vietnamese as a reader says it: numbers, dates, symbols and abbreviations in words.

Rules are data (``tables``) and passes are ordered (``order``); a later rule never sees what an earlier one has said in
words, so the result is stable: the spoken form of a spoken form is itself.
"""

from media.speech.spoken.order import spoken_form

__all__ = ["spoken_form"]
