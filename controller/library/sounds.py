"""Sounds that are the same for everybody, and how any sound in the library is named."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

from controller.db import session_scope
from controller.library.models import MediaObject
from controller.library.service import blob_of
from controller.library.workshop import Workshop
from media.sound import chime, duration_of, joined, silence
from media.sound.opus import OPUS_MEDIA_TYPE, encode_opus
from protocol.manifest import Blob

BREATH_MS = 500
"""Between the chime or a unit's own tune and the words."""


class Sound(NamedTuple):
    """A sound file that is served, and how long it is."""

    blob: Blob
    duration_ms: int


def chime_in(workshop: Workshop) -> Sound:
    """The chime in front of what is said, with a breath after it; made known to the library when it is not yet."""
    data, duration_ms = _chime()
    stored = workshop.store.keep(data)
    with session_scope(workshop.engine, writes=False) as session:
        known = session.get(MediaObject, stored.sha256)
        if known is not None:
            return Sound(blob_of(known), duration_ms)
    return Sound(workshop.blob(stored, OPUS_MEDIA_TYPE), duration_ms)


@cache
def _chime() -> tuple[bytes, int]:
    samples = joined([chime(), silence(BREATH_MS)])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chime.ogg"
        encode_opus(samples, path)
        return path.read_bytes(), duration_of(samples)
