"""Whether a text is written as its language is: a text of another one under the wrong name would be said as noise."""

from __future__ import annotations

import unicodedata

from media.speech.languages import language_name, primary_of
from media.speech.voice import NotAvailable
from protocol.words import Words

SCRIPTS = {"en": "LATIN", "km": "KHMER", "vi": "LATIN"}
"""The first word of their letters' Unicode names. Names in other letters may occur, so half of the text counts."""


class OtherLetters(NotAvailable):
    """Most of a text is in letters its language does not have."""

    def __init__(self, language: str) -> None:
        name = language_name(language)
        super().__init__(
            Words(f"Văn bản không viết bằng chữ {name.vi}.", f"The text is not written in the letters of {name.en}."),
            Words(
                "Chọn đúng ngôn ngữ của văn bản, hoặc tải bản ghi âm lên.",
                "Choose the language it is in, or upload a recording.",
            ),
        )


def require_own_letters(text: str, language: str) -> None:
    """Raise :class:`OtherLetters` for a text that can't be in ``language``."""
    script = SCRIPTS.get(primary_of(language))
    letters = [letter for letter in text if letter.isalpha()]
    foreign = sum(not unicodedata.name(letter, "").startswith(script or "") for letter in letters)
    if 2 * foreign > len(letters):
        raise OtherLetters(language)
