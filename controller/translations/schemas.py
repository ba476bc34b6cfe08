"""Translations over HTTP."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from controller.bulletins.models import ContentTranslation
from controller.recordings.languages import Translation
from media.translation.translating import MOST_LETTERS
from protocol.words import Language, Words


class WhichIn(BaseModel):
    """A content and the language it is, or is to be, translated into."""

    model_config = ConfigDict(extra="forbid")

    content_id: str
    language: str


class ApprovedIn(WhichIn):
    """The words that somebody answers for."""

    text: Annotated[str, Field(min_length=1, max_length=MOST_LETTERS)]


class TranslationOut(BaseModel):
    """A translation; nobody hears a draft. ``engine`` and its ``licence`` are empty where none drafted it."""

    content_id: str
    language: str
    state: Translation
    text: str
    engine: str
    licence: str
    voice: str | None
    """Which engine reads it aloud."""


def translation_out(row: ContentTranslation, spoken: Language) -> TranslationOut:
    """A translation as it leaves."""
    return TranslationOut(
        content_id=row.content_id,
        language=row.language,
        state="draft" if row.approved_at_ms is None else "approved",
        text=row.text,
        engine=row.engine,
        licence=Words(row.licence_vi, row.licence_en).spoken_in(spoken),
        voice=row.speech_voice,
    )
