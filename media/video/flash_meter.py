"""Counts general flashes as WCAG 2.3.1 and ITU-R BT.1702 define them.

A flash is a pair of opposing changes of relative luminance by 10 % or more of white, the darker one below 0.80, over a
quarter of the picture at the same time. More than three in any second can bring on seizures.
"""

from __future__ import annotations

from collections import deque
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

MOST_FLASHES_PER_S = 3.0
_CHANGE = 0.10
_DARKER_BELOW = 0.80
_AREA = 0.25
_SECOND = 1.0 - 1e-6
_TOGETHER_S = 0.085
"""Changes count as one where they come within two frames: a fade does not cross the threshold everywhere at once."""

Luma: TypeAlias = NDArray[np.uint8]
"""One small picture: 0 is black, 255 is white, coded as screens are (sRGB or BT.709, which are near enough here)."""
_Cells: TypeAlias = NDArray[np.bool_]


def _relative() -> NDArray[np.float32]:
    coded = np.arange(256) / 255
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4).astype(np.float32)


_RELATIVE_LUMINANCE = _relative()


class FlashMeter:
    """Shown every picture of a clip in order, knows the worst second so far in ``worst_per_s``."""

    def __init__(self) -> None:
        self.worst_per_s = 0.0
        self._turns: _Turns | None = None
        self._together = {True: _Together(), False: _Together()}
        self._changes: deque[tuple[float, _Cells]] = deque()

    def see(self, at_s: float, luma: Luma) -> None:
        """The next picture and when it is shown."""
        luminance = _RELATIVE_LUMINANCE[luma.ravel()]
        self._turns = self._turns or _Turns(luminance)
        up, down = self._turns.at(luminance)
        for brighter, cells in ((True, up), (False, down)):
            changed = self._together[brighter].at(at_s, cells)
            if changed is not None:
                self._changes.append((at_s, changed))
                self._count(at_s)

    def _count(self, at_s: float) -> None:
        while self._changes[0][0] <= at_s - _SECOND:
            self._changes.popleft()
        changes = np.sum([cells for _, cells in self._changes], axis=0)
        in_area = int(np.partition(changes, -_quarter(changes.size))[-_quarter(changes.size)])
        self.worst_per_s = max(self.worst_per_s, float(in_area // 2))


class _Turns:
    """Where in the picture luminance has just turned: risen after it fell, or fallen after it rose."""

    def __init__(self, first: NDArray[np.float32]) -> None:
        self._lowest = first.copy()
        self._highest = first.copy()
        self._rising = np.zeros(first.shape, bool)
        self._falling = np.zeros(first.shape, bool)

    def at(self, luminance: NDArray[np.float32]) -> tuple[_Cells, _Cells]:
        up = ~self._rising & (luminance - self._lowest >= _CHANGE) & (self._lowest < _DARKER_BELOW)
        down = ~self._falling & (self._highest - luminance >= _CHANGE) & (luminance < _DARKER_BELOW)
        self._rising = (self._rising | up) & ~down
        self._falling = (self._falling | down) & ~up
        self._lowest = np.where(up | down, luminance, np.minimum(self._lowest, luminance))
        self._highest = np.where(up | down, luminance, np.maximum(self._highest, luminance))
        return up, down


class _Together:
    """Turns of one direction that come together in a quarter of the picture."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[float, _Cells]] = deque()

    def at(self, at_s: float, cells: _Cells) -> _Cells | None:
        self._waiting.append((at_s, cells))
        while self._waiting[0][0] <= at_s - _TOGETHER_S:
            self._waiting.popleft()
        together: _Cells = np.any([waiting for _, waiting in self._waiting], axis=0)
        if np.count_nonzero(together) < _quarter(together.size):
            return None
        self._waiting.clear()
        return together


def _quarter(count: int) -> int:
    return -int(-count * _AREA // 1)
