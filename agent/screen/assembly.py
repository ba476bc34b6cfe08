"""The parts of one screen put together."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from agent.player.lip_sync import LipSync
from agent.player.ports import ScreenScene
from agent.screen.casting import Casting
from agent.screen.choice import Choice
from agent.screen.orders import Orders
from agent.screen.power import Power
from agent.screen.preparer import Preparer
from agent.screen.rehearsal import rehearse
from agent.screen.stage import Stage
from agent.screen.surround import Surround
from agent.screen.telling import Telling
from agent.screen.window import Window
from media.frame import Painter


def stage_on(
    window: Window,
    power: Power,
    painter: Painter,
    telling: Telling,
    lip_sync: LipSync,
    wake: Callable[[], None],
    fps: int,
    monotonic_s: Callable[[], float] = time.monotonic,
) -> tuple[Stage, Preparer]:
    """A stage on ``window`` and the preparer that draws ahead for it; ``wake`` is called when there is news."""
    preparer = Preparer(wake, partial(rehearse, painter), monotonic_s)
    orders = Orders(painter, window, telling, wake)
    surround = Surround(painter, window, preparer, orders, telling, fps)

    def scene() -> ScreenScene | None:
        return stage.scene

    choice = Choice(preparer, orders, Casting(painter, window, lip_sync, scene), telling)
    stage = Stage(window, power, painter, preparer, orders, choice, surround, telling)
    return stage, preparer
