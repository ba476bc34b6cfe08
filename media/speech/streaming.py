"""A long text phrase by phrase, so that its first word is heard while its last is still being made."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterator, Sequence

from media.sound import Samples, joined, silence
from media.sound.steady import Steady
from media.speech.languages import RecordingNeeded, primary_of
from media.speech.manner import PLAIN, Manner
from media.speech.phrases import phrases
from media.speech.speaking import only_silence, said_by, words_to_say
from media.speech.spoken import NO_LEXICON, Lexicon
from media.speech.voice import NotAvailable, Voice

_log = logging.getLogger(__name__)


def speak_phrases(
    text: str, language: str, voices: Sequence[Voice], manner: Manner = PLAIN, lexicon: Lexicon = NO_LEXICON
) -> Iterator[Samples]:
    """``text`` as :func:`~media.speech.speaking.speak` says it, each phrase with its pause as soon as it is ready.

    A voice that fails is left for the rest of the text, so that voices change once at most. Raises at once what
    ``speak`` raises for a text or language nobody can say, and :class:`NotAvailable` at the phrase the last one fails.
    """
    said, primary = words_to_say(text, language, manner, lexicon), primary_of(language)
    able = [voice for voice in voices if voice.speaks(primary)]
    if not able:
        raise RecordingNeeded(language, [voice.name for voice in voices])
    return _said(said, primary, deque(able), manner)


def _said(said: str, language: str, able: deque[Voice], manner: Manner) -> Iterator[Samples]:
    steady = {voice.name: Steady() for voice in able}
    for phrase in phrases(said):
        sound = _sound(phrase.text, language, able, manner, steady)
        yield joined([sound, silence(phrase.pause_ms)])


def _sound(text: str, language: str, able: deque[Voice], manner: Manner, steady: dict[str, Steady]) -> Samples:
    """By the first that still can; those that can't leave ``able``."""
    while True:
        voice = able[0]
        try:
            return _levelled(said_by(voice, text, language, manner).samples, voice.name, steady)
        except NotAvailable as error:
            _log.warning("%s passed over: %s", voice.name, error)
            if len(able) == 1:
                raise
            able.popleft()


def _levelled(samples: Samples, name: str, steady: dict[str, Steady]) -> Samples:
    if len(sound := steady[name].level(samples)):
        return sound
    raise only_silence(name)
