"""Sound in the store: Opus for boards, and MP3 beside it for browsers and for loudspeakers of other makers."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from controller.library.models import MediaObject, SoundTwin
from controller.library.service import blob_of, register
from controller.library.store import Store, Stored
from media.sound import Samples
from media.sound.by_ending import writer_for
from media.sound.mp3 import MP3_MEDIA_TYPE
from media.sound.opus import OPUS_MEDIA_TYPE
from protocol.ids import EpochMs
from protocol.manifest import Blob


@dataclass(frozen=True, slots=True)
class KeptSound:
    """The same samples in both forms, not yet known to the database. Manifests name the Opus."""

    opus: Stored
    mp3: Stored


def keep_sound(store: Store, samples: Samples) -> KeptSound:
    """Samples as files in the store; equal samples are the same files."""
    return KeptSound(_kept(store, samples, "sound.ogg"), _kept(store, samples, "sound.mp3"))


def encoded(samples: Samples, name: str) -> bytes:
    """Samples as a small file of the kind that the name's ending says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        writer_for(path)(samples, path)
        return path.read_bytes()


def find_sound(session: Session, kept: KeptSound) -> Blob | None:
    """What manifests name, when both forms of it are known."""
    twin = session.get(SoundTwin, kept.opus.sha256)
    if twin is None or twin.mp3_sha256 != kept.mp3.sha256:
        return None
    return blob_of(session.get_one(MediaObject, kept.opus.sha256))


def register_sound(session: Session, kept: KeptSound, now_ms: EpochMs) -> Blob:
    """Makes both known, so that they are served; answers what manifests name."""
    blob = register(session, kept.opus, OPUS_MEDIA_TYPE, now_ms)
    register(session, kept.mp3, MP3_MEDIA_TYPE, now_ms)
    session.merge(SoundTwin(sha256=kept.opus.sha256, mp3_sha256=kept.mp3.sha256))
    session.flush()
    return blob


def mp3_of(session: Session, sha256: str) -> Blob | None:
    """The MP3 beside this Opus; None for what is no sound of ours."""
    twin = session.get(SoundTwin, sha256)
    return blob_of(session.get_one(MediaObject, twin.mp3_sha256)) if twin else None


def _kept(store: Store, samples: Samples, name: str) -> Stored:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        writer_for(path)(samples, path)
        return store.keep_file(path)
