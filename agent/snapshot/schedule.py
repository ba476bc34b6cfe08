"""When the next picture is due. Pure: every method is told what time it is, in monotonic seconds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from agent.player.ports import Event
from agent.snapshot.sight import Sight
from protocol.uplink import Showing

NEVER_S = float("-inf")
SETTLE_S = 0.5
"""A frame is on the panel this long after it was told of."""
HEAR_S = 3.0
"""A loudspeaker has been heard this long after it began: there are levels to draw."""


@dataclass(slots=True)
class Schedule:
    """At most one picture each ``every_s``, but for what was asked for and for a loudspeaker that begins to speak."""

    every_s: float
    sight: Sight = field(default_factory=Sight)
    _since_s: float | None = None
    _asked_s: float | None = None
    _uploaded: Sight | None = None
    _tried_s: float = NEVER_S

    def present(self, showing: Showing, now_s: float) -> None:
        """This is meant to be presented from now on."""
        self._see(replace(self.sight, showing=showing), now_s)

    def witness(self, event: Event, now_s: float) -> None:
        """The screen told this."""
        self._see(self.sight.after(event), now_s)

    def ask(self, now_s: float) -> None:
        """A picture is wanted, even if it is the same."""
        self._asked_s = now_s

    def tried(self, now_s: float) -> Sight:
        """A picture is taken now; the answer is what of."""
        self._asked_s, self._tried_s = None, now_s
        return self.sight

    def uploaded(self, sight: Sight) -> None:
        """The controller has the picture of ``sight``."""
        self._uploaded = sight

    def due_s(self) -> float | None:
        """When the next picture is to be taken; None: not before something changes."""
        if self._since_s is None:
            return None
        ready_s = self._since_s + (HEAR_S if self.sight.sounds else SETTLE_S)
        if self._asked_s is not None:
            return max(self._asked_s + SETTLE_S, ready_s)
        if self.sight.sounds:
            return ready_s if self._tried_s < ready_s else self._tried_s + self.every_s
        if self.sight == self._uploaded or not self.sight.settled:
            return None
        return max(ready_s, self._tried_s + self.every_s)

    def _see(self, sight: Sight, now_s: float) -> None:
        if self._since_s is None or sight != self.sight:
            self.sight, self._since_s = sight, now_s
