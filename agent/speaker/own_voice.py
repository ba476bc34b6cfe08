"""The device's own text-to-speech: espeak-ng, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from media.sound import Samples
from protocol.alert_texts import primary_subtag


class OwnVoice(Protocol):
    """Text to sound on the device."""

    def say(self, text: str, language: str) -> Iterator[Samples]:
        """``text`` phrase by phrase, each as soon as it is ready.

        Raises :class:`protocol.errors.RaoError` when no voice here speaks ``language``, or at the phrase it fails.
        """


class EspeakVoice:
    """Speaks with espeak-ng. The engine is looked for, and what needs the decoder imported, at the first text."""

    def say(self, text: str, language: str) -> Iterator[Samples]:
        """See :class:`OwnVoice`."""
        from media.speech.espeak import Espeak
        from media.speech.streaming import speak_phrases

        return speak_phrases(text, primary_subtag(language), voices=(Espeak(),))
