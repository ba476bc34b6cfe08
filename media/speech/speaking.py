"""A text as sound, by the first voice that can."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from media.sound.normalise import normalise
from media.speech.spoken import spoken_form
from media.speech.voice import NotAvailable, Spoken, Voice, no_such_language
from protocol.errors import InvalidInput
from protocol.words import Words

_log = logging.getLogger(__name__)


def speak(text: str, language: str, *, voices: Sequence[Voice]) -> Spoken:
    """``text`` said by the first of ``voices`` that can, at the house loudness, and which voice that was.

    Vietnamese is first put into its spoken form. Raises :class:`NotAvailable` where no voice can, and
    :class:`~protocol.errors.InvalidInput` for a text with nothing to say.
    """
    primary = language.partition("-")[0].lower()
    said = spoken_form(text) if primary == "vi" else text
    if not any(map(str.isalnum, said)):
        raise _nothing_to_say()
    refusal = no_such_language([voice.name for voice in voices], language)
    for voice in (voice for voice in voices if voice.speaks(primary)):
        try:
            return _heard(voice, said, primary)
        except NotAvailable as error:
            _log.warning("%s passed over: %s", voice.name, error)
            refusal = error
    raise refusal


def _heard(voice: Voice, said: str, language: str) -> Spoken:
    spoken = voice.speak(said, language)
    if len(samples := normalise(spoken.samples)):
        return Spoken(samples, spoken.voice)
    raise NotAvailable(
        Words(f"Giọng đọc {voice.name} không phát ra tiếng.", f"The voice {voice.name} made only silence."),
        Words("Thử lại, hoặc tải bản ghi âm lên.", "Try again, or upload a recording."),
    )


def _nothing_to_say() -> InvalidInput:
    return InvalidInput(
        Words("Văn bản không có chữ nào để đọc.", "The text holds nothing that can be said."),
        Words("Nhập nội dung bản tin rồi thử lại.", "Write the text of the bulletin and try again."),
    )
