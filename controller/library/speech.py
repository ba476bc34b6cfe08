"""Texts as sound, rendered on the controller once and kept by the hash of language and words."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from controller.library.models import MediaObject, SpokenText
from controller.library.service import blob_of, register
from controller.library.store import Store, Stored
from controller.settings import Settings
from media.sound import RATE_HZ, encode_opus
from media.speech import Espeak, Gtts, Voice, speak
from protocol.ids import EpochMs
from protocol.manifest import Speech

MEDIA_TYPE = "audio/ogg"


@dataclass(frozen=True, slots=True)
class RenderedSpeech:
    """A text as a sound file in the store, not yet known to the database."""

    key: str
    language: str
    stored: Stored
    duration_ms: int
    voice: str


def voices_of(settings: Settings) -> tuple[Voice, ...]:
    """The voices to try, best first."""
    online: tuple[Voice, ...] = (Gtts(settings.speech.time_limit_s),) if settings.speech.online else ()
    return (*online, Espeak())


def key_of(language: str, words: str) -> str:
    """The name under which these words in this language are kept."""
    return hashlib.sha256(f"{language}\n{words}".encode()).hexdigest()


def find_speech(session: Session, language: str, words: str) -> Speech | None:
    """These words as they were rendered before."""
    row = session.get(SpokenText, key_of(language, words))
    return None if row is None else _speech_of(session, row)


def render_speech(store: Store, language: str, words: str, voices: Sequence[Voice]) -> RenderedSpeech:
    """Make the sound file; needs no database. Raises :class:`protocol.errors.Unavailable` when no voice can."""
    spoken = speak(words, language, voices=voices)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.ogg"
        encode_opus(spoken.samples, path)
        stored = store.keep_file(path)
    duration_ms = max(1, round(len(spoken.samples) * 1000 / RATE_HZ))
    return RenderedSpeech(key_of(language, words), language, stored, duration_ms, spoken.voice)


def keep_speech(session: Session, rendered: RenderedSpeech, now_ms: EpochMs) -> Speech:
    """Make a rendered text known. What was rendered first stands, so that manifests keep their bytes."""
    row = session.get(SpokenText, rendered.key)
    if row is None:
        register(session, rendered.stored, MEDIA_TYPE, now_ms)
        row = _row_of(rendered)
        session.add(row)
        session.flush()
    return _speech_of(session, row)


def _row_of(rendered: RenderedSpeech) -> SpokenText:
    return SpokenText(
        key=rendered.key,
        language=rendered.language,
        sha256=rendered.stored.sha256,
        duration_ms=rendered.duration_ms,
        voice=rendered.voice,
    )


def _speech_of(session: Session, row: SpokenText) -> Speech:
    media = session.get_one(MediaObject, row.sha256)
    return Speech(language=row.language, blob=blob_of(media), duration_ms=row.duration_ms, voice=row.voice)
