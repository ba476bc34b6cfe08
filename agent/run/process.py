"""A device as a process: its data folder locked, signals heeded, the main thread given to the screen."""

from __future__ import annotations

import logging
import signal
import sys
import threading

from agent.clock.timeline import wall_clock
from agent.config import Config
from agent.player.ports import Failed
from agent.run.assembly import assemble
from agent.run.crashes import watch_threads
from agent.run.device import Device
from agent.run.heap import spare_memory
from agent.run.loop import Ending
from agent.store.lock import sole_user
from protocol.errors import Unavailable
from protocol.programme_types import ShowSafe

DISPLAY_RETRY_S = 60.0
"""A board whose display is unplugged or dead still speaks; this often it looks for the display."""
TAKE_TURNS_S = 0.0005
"""How long one thread may keep the interpreter from the others. With Python's own 5 ms a frame or an alert waits ten
times for its turn while a clip is decoded and documents are written."""

log = logging.getLogger(__name__)


class _Decisions(threading.Thread):
    """The thread of the loop. Whatever ends it ends the process: a board nobody decides for must be started anew."""

    def __init__(self, device: Device, ended: threading.Event) -> None:
        super().__init__(name="decisions")
        self._device, self._ended = device, ended
        self.ending: Ending = "failed"

    def run(self) -> None:
        try:
            self.ending = self._device.live()
        finally:
            self._ended.set()
            if self._device.outputs.screen is not None:
                self._device.outputs.screen.stop()


def run_agent(config: Config) -> Ending:
    """Run until SIGTERM or SIGINT, or a command to restart; ``failed`` when a mistake of ours ended it."""
    spare_memory()
    sys.setswitchinterval(TAKE_TURNS_S)
    with sole_user(config.data):
        device = assemble(config)
        ended = threading.Event()
        decisions = _Decisions(device, ended)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: device.loop.stop())
        watch_threads(device.loop.post)
        decisions.start()
        try:
            _present(device, ended)
        finally:
            device.loop.stop()
            decisions.join()
        return decisions.ending


def _present(device: Device, ended: threading.Event) -> None:
    """The main thread's work: the screen's loop, or waiting where there is no screen."""
    screen, has_sound = device.outputs.screen, device.outputs.speaker is not None
    while screen is not None and not ended.is_set():
        try:
            return screen.run()
        except Unavailable as error:
            if not has_sound:
                raise
            log.warning("the board goes on with its loudspeaker alone: %s", error)
            device.loop.post(Failed("screen", ShowSafe(), wall_clock(), "no-display", str(error)))
            ended.wait(DISPLAY_RETRY_S)
    ended.wait()
    return None
