"""Phrases said one by one, joined with the pauses between them."""

from __future__ import annotations

from collections.abc import Iterable

from media.sound import Samples, joined, silence
from media.speech.phrases import Phrase

_LEAD_MS = 40


def in_one_breath_each(phrases: Iterable[Phrase], sounds: Iterable[Samples]) -> Samples:
    """Each sound followed by its phrase's pause."""
    parts = [silence(_LEAD_MS)]
    for phrase, sound in zip(phrases, sounds, strict=True):
        parts += [sound, silence(phrase.pause_ms)]
    return joined(parts)
