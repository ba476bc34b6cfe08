"""A sentence tried: as it would be read without the lexicon, and with it."""

from __future__ import annotations

from dataclasses import dataclass

from controller.library.workshop import Workshop
from media.speech.speaking import words_to_say
from protocol.errors import InvalidInput
from protocol.words import Words

MOST_LETTERS = 500


@dataclass(frozen=True, slots=True)
class Tried:
    """``before`` and ``after`` are what is given to the voice, a paragraph a line."""

    sentence: str
    language: str
    before: str
    after: str


def tried(at: Workshop, sentence: str, language: str) -> Tried:
    """The sentence read by the lexicon of ``at`` (:func:`~controller.lexicon.reading.reading_for`).

    Raises :class:`~protocol.errors.InvalidInput` for one that is too long or holds nothing to say.
    """
    if len(sentence) > MOST_LETTERS:
        raise InvalidInput(
            Words(f"Câu thử dài quá {MOST_LETTERS} ký tự.", f"The sentence has more than {MOST_LETTERS} characters."),
            Words("Thử từng câu một.", "Try one sentence at a time."),
        )
    before = words_to_say(sentence, language, at.manner)
    return Tried(sentence, language, before, words_to_say(sentence, language, at.manner, at.lexicon(language)))
