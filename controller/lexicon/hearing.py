"""A sentence tried, heard: rendered for this one listener and kept nowhere."""

from __future__ import annotations

import tempfile
from pathlib import Path

from controller.lexicon.trial import tried
from controller.library.workshop import Workshop
from media.sound.opus import encode_opus
from media.speech.speaking import speak
from media.speech.spoken import NO_LEXICON


def heard(at: Workshop, sentence: str, language: str, *, without: bool) -> bytes:
    """An Opus file of the sentence by the lexicon of ``at``, or ``without`` it.

    Raises :class:`~protocol.errors.InvalidInput`, and :class:`~protocol.errors.Unavailable` when no voice can.
    """
    tried(at, sentence, language)
    lexicon = NO_LEXICON if without else at.lexicon(language)
    spoken = speak(sentence, language, voices=at.voices, manner=at.manner, lexicon=lexicon)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.ogg"
        encode_opus(spoken.samples, path)
        return path.read_bytes()
