"""A device as a process: its data folder locked, signals heeded, the main thread given to the screen."""

from __future__ import annotations

import logging
import signal
import threading

from agent.config import Config
from agent.run.assembly import assemble
from agent.run.crashes import watch_threads
from agent.run.device import Device
from agent.run.heap import spare_memory
from agent.run.loop import Ending
from agent.store.lock import sole_user

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
    if device.outputs.screen is not None:
        device.outputs.screen.run()
    else:
        ended.wait()
