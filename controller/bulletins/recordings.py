"""Clips and sound: whatever comes in a container with time in it."""

from __future__ import annotations

from dataclasses import replace

from controller.bulletins.boards import Boards
from controller.bulletins.draft import Options, Prepared, Upload
from controller.bulletins.originals import rendered, upload_draft
from controller.bulletins.sniffing import has_moving_pictures
from controller.library.workshop import Workshop
from media.sound import Samples, count_of, duration_of, joined
from media.sound.foreign import decode_foreign
from media.sound.normalise import normalise
from media.video import probe
from protocol.errors import InvalidMedia
from protocol.manifest import Blob
from protocol.words import Words

RECORDING_MOST_MIN = 20


def prepare_recording(workshop: Workshop, upload: Upload, options: Options, boards: Boards) -> Prepared:
    """A clip for screens, or sound for loudspeakers; raises :class:`InvalidMedia`."""
    if not has_moving_pictures(upload.path):
        return _sound(workshop, upload, options)
    facts = probe(upload.path)
    now = {} if workshop.clips_aside else boards
    prepared = rendered(workshop, upload_draft("video", "recording", upload, options), now)
    return replace(prepared, duration_ms=facts.duration_ms, has_sound=facts.has_sound)


def sound_of(workshop: Workshop, upload: Upload) -> tuple[Blob, int]:
    """A recording as loudspeakers get it, and how long it is in milliseconds; raises :class:`InvalidMedia`."""
    samples = house_samples(upload)
    return workshop.sound(samples), duration_of(samples)


def _sound(workshop: Workshop, upload: Upload, options: Options) -> Prepared:
    sound, duration_ms = sound_of(workshop, upload)
    prepared = rendered(workshop, upload_draft("audio", "recording", upload, options), {})
    return replace(prepared, sound=sound, duration_ms=duration_ms, has_sound=True)


def house_samples(upload: Upload) -> Samples:
    """A recording at the house loudness; raises :class:`InvalidMedia` for one too long, silent or damaged."""
    samples = normalise(decoded(upload))
    if not len(samples):
        raise _silent(upload.name)
    return samples


def decoded(upload: Upload) -> Samples:
    """All samples of a recording, given up as soon as it proves too long; raises :class:`InvalidMedia`."""
    chunks, count = [], 0
    for chunk in decode_foreign(upload.path):
        chunks.append(chunk)
        count += len(chunk)
        if count > count_of(RECORDING_MOST_MIN * 60_000):
            raise _too_long(upload.name)
    return joined(chunks)


def _silent(name: str) -> InvalidMedia:
    return InvalidMedia(
        Words(f"“{name}” không có âm thanh nào nghe được.", f"Nothing can be heard in {name!r}."),
        Words("Thu âm lại rồi thử lần nữa.", "Record it again, then try once more."),
    )


def _too_long(name: str) -> InvalidMedia:
    return InvalidMedia(
        Words(f"“{name}” dài hơn {RECORDING_MOST_MIN} phút.", f"{name!r} is longer than {RECORDING_MOST_MIN} minutes."),
        Words("Cắt thành các phần ngắn hơn.", "Cut it into shorter parts."),
    )
