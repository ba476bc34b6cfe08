"""What happens when the connection comes and goes, and when the controller says it is new."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from random import Random

from agent.clock import Timeline
from agent.fetch import Fetcher
from agent.link.arrivals import Delivered, Hint, Offline, Online
from agent.link.poll import DocumentPoll
from agent.outbox.courier import Courier
from agent.run.agenda import Agenda
from agent.run.herald import Herald

log = logging.getLogger(__name__)

RETURNED = "controller-returned"
RETURN_JITTER_S = 5.0
"""So that a fleet doesn't answer a controller that came back in the same moment."""


@dataclass(slots=True)
class Connection:
    """Reacts to the link."""

    courier: Courier
    herald: Herald
    poll: DocumentPoll
    fetcher: Fetcher
    timeline: Timeline
    agenda: Agenda
    random: Random = field(default_factory=Random)
    boot_id: str | None = None
    """Of the controller that was last heard of."""
    why_offline: str | None = None

    def online(self, event: Online) -> None:
        """Say that we are here, and everything that may not have arrived before."""
        log.info("connected, session %s", event.sid)
        self.why_offline = None
        self.courier.online(event.sid, self.timeline.now().wall_ms)
        self.poll.pause()
        self.fetcher.retry_now()
        self.herald.tell_all()
        self.courier.flush()

    def offline(self, event: Offline) -> None:
        """Ask by HTTPS from now on."""
        if event.why != self.why_offline:
            log.warning("no connection: %s", event.why)
        self.why_offline = event.why
        self.courier.offline()
        self.poll.resume()

    def hint(self, event: Hint) -> None:
        """Hold the outbox back while the controller is away; tell it all when it comes back as a new one."""
        state = event.state
        self.courier.controller_online = state.online
        if not state.online:
            return
        if self.boot_id is not None and self.boot_id != state.boot_id:
            self.agenda.set(RETURNED, self.random.uniform(0, RETURN_JITTER_S))
        self.boot_id = state.boot_id
        self.courier.flush()

    def returned(self) -> None:
        """A controller that forgot us: tell it who we are and what happened lately."""
        self.courier.controller_returned(self.timeline.now().wall_ms)
        self.herald.tell_all()
        self.courier.flush()

    def delivered(self, event: Delivered) -> None:
        """One less to tell, and perhaps the next."""
        self.courier.delivered(event.receipt)
        self.courier.flush()
