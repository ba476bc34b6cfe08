"""A text as sound, by the first voice that can."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from media.sound.normalise import normalise
from media.sound.tempo import at_speed
from media.speech.languages import RecordingNeeded, primary_of
from media.speech.letters import require_own_letters
from media.speech.manner import PLAIN, Manner
from media.speech.spoken import NO_LEXICON, Lexicon, spoken_form
from media.speech.voice import NotAvailable, Spoken, Voice
from protocol.errors import InvalidInput
from protocol.words import Words

_log = logging.getLogger(__name__)


def speak(
    text: str, language: str, *, voices: Sequence[Voice], manner: Manner = PLAIN, lexicon: Lexicon = NO_LEXICON
) -> Spoken:
    """``text`` said by the first of ``voices`` that can, at the house loudness, and which voice that was.

    Vietnamese is first put into its spoken form, by the words of ``lexicon`` before all others; of other languages
    only those words are said otherwise than they are written. Raises
    :class:`~media.speech.languages.RecordingNeeded` where no voice has the language, :class:`NotAvailable` where none
    that has it can now, and :class:`~protocol.errors.InvalidInput` for a text with nothing to say.
    """
    said, primary = words_to_say(text, language, manner, lexicon), primary_of(language)
    refusal: NotAvailable = RecordingNeeded(language, [voice.name for voice in voices])
    for voice in (voice for voice in voices if voice.speaks(primary)):
        try:
            return _levelled(said_by(voice, said, primary, manner), voice.name)
        except NotAvailable as error:
            _log.warning("%s passed over: %s", voice.name, error)
            refusal = error
    raise refusal


def words_to_say(text: str, language: str, manner: Manner = PLAIN, lexicon: Lexicon = NO_LEXICON) -> str:
    """``text`` as it is given to a voice; raises :class:`~protocol.errors.InvalidInput` for one without words.

    :class:`~media.speech.letters.OtherLetters` for one that is in another language than it is said to be.
    """
    require_own_letters(text, language)
    if primary_of(language) == "vi":
        said = spoken_form(text, region=manner.number_words, lexicon=lexicon)
    else:
        said = lexicon.said_in(text)
    if not any(map(str.isalnum, said)):
        raise _nothing_to_say()
    return said


def said_by(voice: Voice, said: str, language: str, manner: Manner) -> Spoken:
    """Said by that voice; where the engine has one speed only, its sound is stretched."""
    spoken = voice.speak(said, language, manner)
    if "speed" not in manner.wishes - spoken.followed:
        return spoken
    return Spoken(at_speed(spoken.samples, manner.speed), spoken.voice, spoken.followed | {"speed"})


def only_silence(name: str) -> NotAvailable:
    """An engine that gave a sound in which nothing is heard."""
    return NotAvailable(
        Words(f"Giọng đọc {name} không phát ra tiếng.", f"The voice {name} made only silence."),
        Words("Thử lại, hoặc tải bản ghi âm lên.", "Try again, or upload a recording."),
    )


def _levelled(spoken: Spoken, name: str) -> Spoken:
    if len(samples := normalise(spoken.samples)):
        return Spoken(samples, spoken.voice, spoken.followed)
    raise only_silence(name)


def _nothing_to_say() -> InvalidInput:
    return InvalidInput(
        Words("Văn bản không có chữ nào để đọc.", "The text holds nothing that can be said."),
        Words("Nhập nội dung bản tin rồi thử lại.", "Write the text of the bulletin and try again."),
    )
