"""Sounds that are the same for everybody, and how any sound in the library is named."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.sound_files import KeptSound, encoded, find_sound, register_sound
from controller.library.workshop import Workshop
from media.sound import chime, duration_of, joined, silence
from protocol.manifest import Blob

BREATH_MS = 500
"""Between the chime or a unit's own tune and the words."""


class Sound(NamedTuple):
    """A sound file that is served, and how long it is."""

    blob: Blob
    duration_ms: int


class Chime(NamedTuple):
    """The chime's files."""

    opus: bytes
    mp3: bytes
    duration_ms: int


def chime_in(workshop: Workshop) -> Sound:
    """The chime in front of what is said, with a breath after it; made known to the library when it is not yet."""
    files = _chime()
    kept = KeptSound(workshop.store.keep(files.opus), workshop.store.keep(files.mp3))
    with session_scope(workshop.engine, writes=False) as session:
        known = find_sound(session, kept)
    if known is None:
        with session_scope(workshop.engine) as session:
            known = register_sound(session, kept, wall_ms())
    return Sound(known, files.duration_ms)


@cache
def _chime() -> Chime:
    samples = joined([chime(), silence(BREATH_MS)])
    return Chime(encoded(samples, "chime.ogg"), encoded(samples, "chime.mp3"), duration_of(samples))
