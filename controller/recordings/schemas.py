"""Languages of a bulletin over HTTP."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from controller.recordings.languages import InLanguage, State, Translation
from protocol.words import Language


class RemoveIn(BaseModel):
    """Which recording is taken out."""

    model_config = ConfigDict(extra="forbid")

    content_id: str
    language: str


class LanguageOut(BaseModel):
    """A bulletin in one language. ``url`` (Ogg Opus) is null where loudspeakers say nothing in it."""

    language: str
    name: str
    state: State
    voice: str | None
    duration_ms: int | None
    url: str | None
    mp3_url: str | None
    """The same as MP3."""
    translation: Translation | None
    """Of a text in another language; a draft is not heard."""
    boards: int
    """How many devices it goes to speak the language."""


def languages_out(found: Sequence[InLanguage], spoken: Language) -> list[LanguageOut]:
    """Languages as they leave."""
    return [_out(one, spoken) for one in found]


def _out(one: InLanguage, spoken: Language) -> LanguageOut:
    speech = one.speech
    return LanguageOut(
        language=one.language,
        name=one.name.spoken_in(spoken),
        state=one.state,
        voice=speech.voice if speech else None,
        duration_ms=speech.duration_ms if speech else None,
        url=speech.blob.url if speech else None,
        mp3_url=one.mp3.url if one.mp3 else None,
        translation=one.translation,
        boards=one.boards,
    )
