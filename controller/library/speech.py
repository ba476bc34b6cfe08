"""Texts as sound, rendered on the controller once and kept by the hash of language and words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sqlmodel import Session

from controller.library.models import MediaObject, SpokenText
from controller.library.service import blob_of
from controller.library.sound_files import KeptSound, keep_sound, register_sound
from controller.library.speech_link import ask
from controller.library.store import Store
from controller.settings import Settings
from media.sound import duration_of
from media.speech.breaker import Breaker
from media.speech.espeak import Espeak
from media.speech.gtts_voice import Gtts
from media.speech.http_voice import HttpVoice
from media.speech.http_voice_secret import secret_of
from media.speech.http_voice_settings import HttpService
from media.speech.manner import PLAIN, Manner
from media.speech.piper_voice import PiperVoice
from media.speech.speaking import speak, words_to_say
from media.speech.spoken import NO_LEXICON, Lexicon
from media.speech.voice import Voice
from protocol.ids import EpochMs
from protocol.manifest import Speech
from protocol.timers import SPEECH_SERVICE_REST_S

SpeechStyle = Literal["bulletin", "alert"]
"""The voices of an alert are those nearest first, which do not wait for the internet.

What sounds before the words is no part of them: a chime or a unit's tune (:mod:`controller.publishing.sequences`), and
before an alert the attention tone of the device itself.
"""


@dataclass(frozen=True, slots=True)
class RenderedSpeech:
    """A text as sound in the store, not yet known to the database."""

    key: str
    language: str
    sound: KeptSound
    duration_ms: int
    voice: str


def voices_of(settings: Settings) -> tuple[Voice, ...]:
    """The voices to try, best first: services the province chose, Google's, and this machine's own."""
    chosen, limit_s = settings.speech, settings.speech.time_limit_s
    services = (_service(service, limit_s) for service in chosen.services)
    online = [_gtts(limit_s)] if chosen.online else []
    return (*services, *online, *([PiperVoice(chosen.piper)] if chosen.piper else []), Espeak())


def key_of(language: str, words: str, style: SpeechStyle, manner: Manner = PLAIN, lexicon: Lexicon = NO_LEXICON) -> str:
    """The name under which these words in this language, style and manner are kept.

    Words that ``lexicon`` does not say otherwise keep theirs, so that an entry changes nothing but what it is about.
    """
    how = f"{style} {manner}" if manner.wishes else style
    told = "\n".join([language, how, words, *_said_otherwise(language, words, manner, lexicon)])
    return hashlib.sha256(told.encode()).hexdigest()


def _said_otherwise(language: str, words: str, manner: Manner, lexicon: Lexicon) -> list[str]:
    """What is said, where the lexicon makes that another than it would be without."""
    if not lexicon.entries:
        return []
    said = words_to_say(words, language, manner, lexicon)
    return [] if said == words_to_say(words, language, manner) else [said]


def find_speech(session: Session, key: str) -> Speech | None:
    """The words of this key as they were rendered before."""
    row = session.get(SpokenText, key)
    return None if row is None else _speech_of(session, row)


def render_speech(
    store: Store,
    language: str,
    words: str,
    style: SpeechStyle,
    voices: Sequence[Voice],
    manner: Manner = PLAIN,
    lexicon: Lexicon = NO_LEXICON,
) -> RenderedSpeech:
    """Make the sound file; needs no database. Raises :class:`protocol.errors.Unavailable` when no voice can."""
    spoken = speak(words, language, voices=voices, manner=manner, lexicon=lexicon)
    kept = keep_sound(store, spoken.samples)
    key = key_of(language, words, style, manner, lexicon)
    return RenderedSpeech(key, language, kept, duration_of(spoken.samples), spoken.voice)


def keep_speech(session: Session, rendered: RenderedSpeech, now_ms: EpochMs) -> Speech:
    """Make a rendered text known. What was rendered first stands, so that manifests keep their bytes."""
    row = session.get(SpokenText, rendered.key)
    if row is None:
        register_sound(session, rendered.sound, now_ms)
        row = _row_of(rendered)
        session.add(row)
        session.flush()
    return _speech_of(session, row)


def _service(service: HttpService, limit_s: float) -> HttpVoice:
    return HttpVoice(service, ask, secret_of(service), limit_s, _breaker(service.name))


@cache
def _breaker(_service_name: str) -> Breaker:
    """One a service and process, for the same reason."""
    return Breaker(SPEECH_SERVICE_REST_S)


@cache
def _gtts(limit_s: float) -> Gtts:
    """One a process: it remembers that the service did not answer a moment ago."""
    return Gtts(limit_s)


def _row_of(rendered: RenderedSpeech) -> SpokenText:
    return SpokenText(
        key=rendered.key,
        language=rendered.language,
        sha256=rendered.sound.opus.sha256,
        duration_ms=rendered.duration_ms,
        voice=rendered.voice,
    )


def _speech_of(session: Session, row: SpokenText) -> Speech:
    media = session.get_one(MediaObject, row.sha256)
    return Speech(language=row.language, blob=blob_of(media), duration_ms=row.duration_ms, voice=row.voice)
