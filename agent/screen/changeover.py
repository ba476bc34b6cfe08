"""One picture taking the place of another by a fade or a wipe."""

from __future__ import annotations

from agent.screen.clock import Moment
from agent.screen.window import Ready, Window
from media.text import Box
from protocol.layouts import Place
from protocol.manifest import Transition

STEPS_A_SECOND = 30


class Changeover:
    """From ``old`` to ``new`` in ``zone``; done after the transition's duration."""

    def __init__(self, old: Ready, new: Ready, zone: Place, transition: Transition, began: Moment) -> None:
        self._old = old
        self._new = new
        self._zone = zone
        self._transition = transition
        self._began_steady_ms = began.steady_ms
        self._step = -1

    def is_done(self, now: Moment) -> bool:
        """Whether ``new`` is to stand alone from now on."""
        return now.steady_ms - self._began_steady_ms >= self._transition.duration_ms

    def step(self, window: Window, now: Moment) -> None:
        """Put what it looks like now, when that changed."""
        step = self._step_at(now)
        if step != self._step:
            self._step = step
            self._put(window, min(1.0, step * 1000 / STEPS_A_SECOND / self._transition.duration_ms))

    def wait_ms(self, now: Moment) -> int:
        """Until the next step."""
        next_ms = -(-(self._step_at(now) + 1) * 1000 // STEPS_A_SECOND)
        since_ms = now.steady_ms - self._began_steady_ms
        return max(1, min(next_ms, self._transition.duration_ms) - since_ms)

    def _step_at(self, now: Moment) -> int:
        return (now.steady_ms - self._began_steady_ms) * STEPS_A_SECOND // 1000

    def _put(self, window: Window, share: float) -> None:
        x, y, width = self._zone.x_px, self._zone.y_px, round(self._zone.width_px * share)
        if self._transition.kind == "fade":
            window.put_mixed(self._old, self._new, share, x, y)
        elif width:
            window.put_part(self._new, Box(0, 0, width, self._zone.height_px), x, y)
