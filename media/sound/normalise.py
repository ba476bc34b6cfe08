"""One loudness for everything a village hears: trimmed, without rumble, compressed, -16 LUFS, peaks below -1.5 dB.

-16 LUFS is what podcasts use for noisy places, 7 dB above the -23 of EBU R 128 for living rooms; -1.5 dB of true peak
leaves room for Opus, which may overshoot.
"""

from __future__ import annotations

from media.sound.filters import BACK, Filter, filtered
from media.sound.loudness import Loudness, loudness
from media.sound.samples import Samples
from media.sound.trim import trimmed

TARGET_LUFS = -16.0
TRUE_PEAK_DB = -1.5
_LIMITER_DB = TRUE_PEAK_DB - 0.8
"""Coming back down from the limiter's rate raises a peak a little, and Opus by half a decibel more (measured)."""
_COUNTS_FROM_LUFS = -69.0
"""Below it the measurement found only silence."""
_ROUNDS = 2
"""Limiting takes some loudness away; a second look gives it back."""

SHAPE: tuple[Filter, ...] = (
    ("highpass", "f=90"),
    ("acompressor", "threshold=0.08:ratio=3:attack=8:release=160:makeup=1"),
)


def normalise(samples: Samples) -> Samples:
    """``samples`` at the house loudness. Silence stays silence (and becomes empty, as its ends are all of it)."""
    sound = trimmed(samples)
    return levelled(filtered(sound, SHAPE)) if len(sound) else sound


def levelled(samples: Samples) -> Samples:
    """``samples`` moved to ``TARGET_LUFS`` as a whole, peaks held below ``TRUE_PEAK_DB``."""
    for _ in range(_ROUNDS):
        if gain_db := gain_to_target_db(loudness(samples)):
            samples = filtered(samples, levelling(gain_db))
    return samples


def gain_to_target_db(measured: Loudness) -> float:
    """How much louder sound must be to meet ``TARGET_LUFS``; 0 for silence."""
    return TARGET_LUFS - measured.integrated_lufs if measured.integrated_lufs > _COUNTS_FROM_LUFS else 0.0


def levelling(gain_db: float) -> list[Filter]:
    """Filters that raise (or lower) sound and hold its peaks."""
    ceiling = 10 ** (_LIMITER_DB / 20)
    limiter = f"limit={ceiling:.4f}:attack=3:release=60:level=false:latency=true"
    return [("volume", f"{gain_db:.3f}dB"), ("aresample", "192000"), ("alimiter", limiter), BACK]
