"""What making content needs: a store, voices and short transactions of its own, since rendering takes long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Engine

from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.service import register
from controller.library.sound_files import keep_sound, register_sound
from controller.library.speech import SpeechStyle, find_speech, keep_speech, key_of, render_speech, voices_of
from controller.library.store import Store, Stored, store_of
from controller.library.translators import translators_of
from controller.settings import Settings, Sources
from media.sound import Samples
from media.speech.languages import primary_of
from media.speech.manner import PLAIN, Manner
from media.speech.spoken import NO_LEXICON, Lexicon
from media.speech.voice import Voice
from media.translation.translator import Translator
from protocol.manifest import Blob, Speech


@dataclass(frozen=True, slots=True)
class Workshop:
    """Renders outside of any transaction, so that nothing waits for the database while a clip is transcoded.

    What it makes is content-addressed: left over from a publication that failed, it does no harm.
    """

    engine: Engine
    store: Store
    voices: tuple[Voice, ...]
    """The most natural first; the last needs nothing but this machine."""
    languages: tuple[str, ...]
    """Those spoken in the province, in this order."""
    sources: Sources = field(default_factory=Sources)
    """How addresses of the web may be asked."""
    manner: Manner = PLAIN
    """How texts are said."""
    time_zone: str = "Asia/Ho_Chi_Minh"
    """By whose clock days begin."""
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    """By language: how the units that a text is for say their words; see :mod:`controller.lexicon.reading`."""
    translators: tuple[Translator, ...] = ()
    """Engines that draft translations; none unless the province chose some."""
    clips_aside: bool = False
    """Whether a worker makes clips ready after their publication, so that nobody waits for it."""

    def with_worker(self) -> Workshop:
        """The same workshop in a controller that runs."""
        return replace(self, clips_aside=True)

    def blob(self, stored: Stored, media_type: str) -> Blob:
        """A stored file made known to the library."""
        with session_scope(self.engine) as session:
            return register(session, stored, media_type, wall_ms())

    def sound(self, samples: Samples) -> Blob:
        """Samples made known to the library, as manifests name them; the same as MP3 beside it."""
        kept = keep_sound(self.store, samples)
        with session_scope(self.engine) as session:
            return register_sound(session, kept, wall_ms())

    def speech(self, language: str, words: str, style: SpeechStyle) -> Speech:
        """These words as sound, rendered at most once; raises :class:`protocol.errors.Unavailable`.

        An alert does not wait for a service on the internet as long as the machine's own voice has the language.
        """
        with session_scope(self.engine, writes=False) as session:
            known = find_speech(session, self.key_of(language, words, style))
        if known is not None:
            return known
        voices = self.voices if style == "bulletin" else self.voices[::-1]
        rendered = render_speech(self.store, language, words, style, voices, self.manner, self.lexicon(language))
        with session_scope(self.engine) as session:
            return keep_speech(session, rendered, wall_ms())

    def key_of(self, language: str, words: str, style: SpeechStyle) -> str:
        """The name under which :meth:`speech` keeps them."""
        return key_of(language, words, style, self.manner, self.lexicon(language))

    def reading(self, lexicons: Mapping[str, Lexicon]) -> Workshop:
        """The same workshop, saying words as these do."""
        return replace(self, lexicons=lexicons)

    def lexicon(self, language: str) -> Lexicon:
        """How words of this language are said here."""
        return self.lexicons.get(primary_of(language), NO_LEXICON)


def workshop_of(settings: Settings, engine: Engine) -> Workshop:
    """The controller's own workshop."""
    return Workshop(
        engine=engine,
        store=store_of(settings),
        voices=voices_of(settings),
        languages=settings.speech.languages,
        translators=translators_of(settings),
        sources=settings.sources,
        manner=settings.speech.manner,
        time_zone=settings.time_zone,
    )
