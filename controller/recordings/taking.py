"""Somebody's recording, from a file or a browser's microphone, as loudspeakers get it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from controller.bulletins.draft import Upload
from controller.bulletins.recordings import decoded
from controller.bulletins.sniffing import is_recording
from controller.library.workshop import Workshop
from media.sound import duration_of
from media.sound.fitness import Flaw, flaw_of
from media.sound.normalise import normalise
from protocol.errors import InvalidMedia
from protocol.manifest import Blob
from protocol.words import Words


@dataclass(frozen=True, slots=True)
class Taken:
    """A recording in the store: trimmed, at the house loudness."""

    sound: Blob
    duration_ms: int


def take(workshop: Workshop, upload: Upload) -> Taken:
    """What somebody recorded, made fit; raises :class:`InvalidMedia` for what can't be. Takes seconds."""
    if not is_recording(upload.path):
        raise _no_sound(upload.name)
    samples = decoded(upload)
    if flaw := flaw_of(samples):
        raise InvalidMedia(*_FLAWS[flaw])
    said = normalise(samples)
    return Taken(workshop.sound(said), duration_of(said))


_FLAWS: Mapping[Flaw, tuple[Words, Words]] = {
    "silent": (
        Words("Bản thu không có tiếng.", "Nothing can be heard in the recording."),
        Words(
            "Kiểm tra micrô đã cắm, chưa bị tắt tiếng, rồi thu lại.",
            "Check that the microphone is plugged in and not muted, then record again.",
        ),
    ),
    "short": (
        Words("Bản thu chưa được một giây.", "The recording is less than a second long."),
        Words("Thu lại, đọc hết bản tin rồi mới dừng.", "Record again, and stop after the whole bulletin is read."),
    ),
    "quiet": (
        Words("Tiếng trong bản thu quá nhỏ.", "The voice in the recording is too low."),
        Words("Nói gần micrô hơn rồi thu lại.", "Speak nearer to the microphone and record again."),
    ),
    "clipped": (
        Words("Bản thu bị rè vì tiếng quá to.", "The recording is distorted, as it was too loud."),
        Words(
            "Ngồi xa micrô hơn hoặc giảm mức thu, rồi thu lại.",
            "Sit farther from the microphone or lower its level, then record again.",
        ),
    ),
}


def _no_sound(name: str) -> InvalidMedia:
    return InvalidMedia(
        Words(f"“{name}” không phải tệp âm thanh.", f"{name!r} is no sound file."),
        Words("Chọn tệp MP3, M4A, OGG, WAV, FLAC hoặc WebM.", "Choose an MP3, M4A, OGG, WAV, FLAC or WebM file."),
    )
