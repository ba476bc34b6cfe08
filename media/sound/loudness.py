"""Loudness and true peak by ITU-R BS.1770 / EBU R 128."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from av.audio.frame import AudioFrame

from media.sound.filters import run
from media.sound.frames import frames_of
from media.sound.level import decibels
from media.sound.samples import Samples


@dataclass(frozen=True, slots=True)
class Loudness:
    """Of a whole sound. ``integrated_lufs`` is -70 or less where nothing is loud enough to count."""

    integrated_lufs: float
    true_peak_db: float


def loudness(samples: Samples) -> Loudness:
    """Gated loudness over all of ``samples`` and the highest peak between them (four-fold oversampled)."""
    return loudness_of(frames_of(samples))


def loudness_of(frames: Iterable[AudioFrame]) -> Loudness:
    """The same of sound too long to hold in memory."""
    found: dict[str, str] = {}
    for frame in run(frames, [("ebur128", "metadata=1:peak=true")]):
        found.update(frame.metadata)
    peak = float(found.get("lavfi.r128.true_peak", "0"))
    return Loudness(float(found.get("lavfi.r128.I", "-70")), decibels(peak))
