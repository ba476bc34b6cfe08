"""What the device remembers, opened from its data folder: state, content, time, documents, alerts, what to tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agent.clock import Timeline
from agent.config import Config
from agent.identity import Identity
from agent.outbox import AckBox, LogBox
from agent.outbox.faults import FaultDesk
from agent.outbox.journal import Journal
from agent.reception import AlertDesk, Reception
from agent.store import BlobStore, State, open_state


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything on disk, each part by its owner."""

    state: State
    blobs: BlobStore
    timeline: Timeline
    reception: Reception
    alert_desk: AlertDesk
    journal: Journal


def open_memory(config: Config, identity: Identity, on_news: Callable[[bool], None]) -> Memory:
    """Open what is in the data folder; made when it isn't there."""
    state = open_state(config.data)
    timeline = Timeline(state, config.clock)
    log = LogBox(state)
    journal = Journal(AckBox(state), log, FaultDesk(log), timeline, on_news)
    state.on_trouble = lambda why: journal.fault("disk-refuses", why)
    if state.why_in_memory:
        state.on_trouble(state.why_in_memory)
    if state.begun_anew:
        journal.fault("state-damaged", "the database was unreadable and begun anew")
    return Memory(
        state=state,
        blobs=BlobStore(config.data),
        timeline=timeline,
        reception=Reception(state, identity, timeline),
        alert_desk=AlertDesk(state, timeline.now()),
        journal=journal,
    )
