"""How far a device may believe its clock: boards have no battery-backed one, and a wrong hour wakes a village."""

from agent.clock.timeline import Timeline
from agent.clock.trust import BORN_MS, judge

__all__ = ["BORN_MS", "Timeline", "judge"]
