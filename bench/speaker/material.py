"""Sounds that can be told from each other in a recording, as the files and programmes a loudspeaker gets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import numpy as np

from media.sound import RATE_HZ, Samples, count_of, write_wav
from media.sound.mp3 import MP3_MEDIA_TYPE, encode_mp3
from media.sound.opus import OPUS_MEDIA_TYPE, encode_opus
from protocol.manifest import AudioItem, Blob, Manifest, Playlist

Keep = Callable[[bytes, str], Blob]
"""Keeps a file of a media type where the loudspeaker will find it."""
Form = Literal["wav", "mp3", "opus"]
MEDIA_TYPES = {"wav": "audio/wav", "mp3": MP3_MEDIA_TYPE, "opus": OPUS_MEDIA_TYPE}
MUSIC_HZ = 2_400.0
SWEEP_HZ = (300.0, 4_000.0)
LOUD = 0.4
SMOOTH_FRAMES = 12
GAPS_MS = range(20_000, 40_000)
_WRITERS: dict[Form, Callable[[Samples, Path], None]] = {"wav": write_wav, "mp3": encode_mp3, "opus": encode_opus}


def music(duration_ms: int) -> Samples:
    """A note at ``MUSIC_HZ`` and one above it: nothing near the attention tone."""
    times_s = np.arange(count_of(duration_ms)) / RATE_HZ
    low, high = (np.sin(2 * np.pi * hertz * times_s) for hertz in (MUSIC_HZ, 1.5 * MUSIC_HZ))
    return (LOUD / 2 * (low + high)).astype(np.float32)


def sweep(duration_ms: int) -> Samples:
    """One tone that rises evenly, so that no moment of it is like another."""
    low, high = SWEEP_HZ
    times_s = np.arange(count_of(duration_ms)) / RATE_HZ
    rise = (high - low) / (duration_ms / 1000)
    return (LOUD * np.sin(2 * np.pi * (low * times_s + rise * times_s**2 / 2))).astype(np.float32)


def noise(duration_ms: int) -> Samples:
    """Noise that is the same each time and at no two moments alike, deep enough to be known at another speed."""
    drawn = np.random.default_rng(1).standard_normal(count_of(duration_ms), np.float32)
    smooth = np.convolve(drawn, np.ones(SMOOTH_FRAMES, np.float32) / SMOOTH_FRAMES**0.5, "same")
    return np.clip(LOUD / 4 * smooth, -1, 1).astype(np.float32)


def file_of(samples: Samples, form: Form, folder: Path) -> Path:
    """``samples`` as a file of this form."""
    path = folder / f"made.{form}"
    _WRITERS[form](samples, path)
    return path


def item(keep: Keep, name: str, file: Path, duration_ms: int) -> AudioItem:
    """What is in ``file`` as an item of a programme."""
    blob = keep(file.read_bytes(), MEDIA_TYPES[file.suffix[1:]])
    return AudioItem(id=name, title=name, duration_ms=duration_ms, blob=blob)


def playing(*items: AudioItem, gap_ms: int = 0) -> Manifest:
    """These one after the other, round and round since the epoch; of none silence."""
    if not items:
        return Manifest(unit_name="Xã Bù Gia Mập")
    playlist = Playlist(id="loop", item_ids=tuple(one.id for one in items), gap_ms=gap_ms)
    return Manifest(unit_name="Xã Bù Gia Mập", items=items, playlists=(playlist,), filler_sound="loop")


def gap_to_begin_soon(duration_ms: int, after_ms: int) -> int:
    """The gap (ms) with which a loop of one item, which runs since the epoch, begins soonest after ``after_ms``."""
    return min(GAPS_MS, key=lambda gap_ms: -after_ms % (duration_ms + gap_ms))
