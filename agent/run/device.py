"""One board or loudspeaker, put together: what it remembers, what it presents on, how it reaches its controller."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from agent.outbox.courier import Courier
from agent.run.agenda import Agenda
from agent.run.content import Content
from agent.run.heap import GIVE_BACK_EVERY_S, TIDY
from agent.run.herald import HEARTBEAT, Herald
from agent.run.loop import Ending, Loop
from agent.run.memory import Memory
from agent.run.outputs import Outputs
from agent.run.stage import Presenting
from agent.run.watchdog import WATCHDOG, notify
from agent.run.ways import Ways


@dataclass(frozen=True, slots=True)
class Device:
    """:meth:`live` is its thread of decisions; the main thread belongs to the screen."""

    agenda: Agenda
    loop: Loop
    memory: Memory
    outputs: Outputs
    ways: Ways
    courier: Courier
    presenting: Presenting
    content: Content
    herald: Herald

    def live(self) -> Ending:
        """Present from disk at once, then reach for the controller, and go on until stopped."""
        if self.outputs.trouble:
            self.memory.journal.fault("no-sound", self.outputs.trouble)
        self.presenting.refresh()
        self.ways.start()
        self.content.replan()
        self.agenda.set(HEARTBEAT, 0.0)
        self.agenda.set(WATCHDOG, 0.0)
        self.agenda.set(TIDY, GIVE_BACK_EVERY_S)
        notify("READY=1")
        try:
            return self.loop.run()
        finally:
            self._leave()

    def _leave(self) -> None:
        notify("STOPPING=1")
        self.presenting.record()
        sid = self.courier.sid
        self.ways.stop(msgspec.json.encode(self.herald.status(sid, online=False)) if sid else None)
        if self.outputs.speaker is not None:
            self.outputs.speaker.stop()
        self.memory.state.close()
