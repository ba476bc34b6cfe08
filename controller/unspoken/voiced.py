"""The languages that an engine of a workshop speaks."""

from __future__ import annotations

from controller.library.workshop import Workshop
from controller.recordings.languages import has_voice
from media.speech.languages import NAMES


def voiced(workshop: Workshop) -> frozenset[str]:
    """Those among the languages people here have names for."""
    return frozenset(language for language in NAMES if has_voice(workshop, language))
