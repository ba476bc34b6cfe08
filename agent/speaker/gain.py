"""Gains: decibels, an operator's percent, and a gain that moves without a step."""

from __future__ import annotations

import math

import numpy as np

from media.sound import Samples
from protocol.manifest import AudioItem, BulletinItem, Item, LineInItem, StreamItem, VideoItem


def amplitude_of(decibels: float) -> float:
    """The factor of a gain in dB."""
    return float(10.0 ** (decibels / 20.0))


def decibels_of_percent(percent: int) -> float:
    """The gain of a volume knob: 100 is 0 dB, every halving 12 dB less, 0 is silence (minus infinity)."""
    if percent <= 0:
        return -math.inf
    return 40.0 * math.log10(percent / 100.0)


def item_gain_db(item: Item) -> float:
    """How much louder or softer than the volume of its board an item sounds."""
    return item.gain_db if isinstance(item, AudioItem | BulletinItem | LineInItem | StreamItem | VideoItem) else 0.0


class Ramp:
    """An amplitude that goes to its target in a straight line, sample by sample."""

    def __init__(self, amplitude: float) -> None:
        self._now = amplitude
        self._target = amplitude
        self._step = 0.0

    @property
    def resting_at_zero(self) -> bool:
        """Whether it arrived at silence."""
        return self._now == 0.0 and self._target == 0.0

    def go_to(self, amplitude: float, frames: int) -> None:
        """Be at ``amplitude`` after ``frames`` samples from now."""
        self._target = amplitude
        self._step = (amplitude - self._now) / max(frames, 1)

    def over(self, samples: Samples) -> Samples:
        """``samples`` with the gain applied; the ramp moves on by their number."""
        if self._now == self._target:
            return samples if self._now == 1.0 else samples * np.float32(self._now)
        line = self._now + self._step * np.arange(1, len(samples) + 1, dtype=np.float32)
        line = np.clip(line, min(self._now, self._target), max(self._now, self._target))
        self._settle(float(line[-1]) if len(line) else self._now)
        shaped: Samples = np.multiply(samples, line, dtype=np.float32)
        return shaped

    def _settle(self, amplitude: float) -> None:
        near = abs(amplitude - self._target) <= abs(self._step) * 0.5
        self._now = self._target if near else amplitude
