"""All documents a device holds, and the one way a new one gets in."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache

from agent.clock import Timeline
from agent.identity import Identity
from agent.store import State
from agent.store.documents import held_documents, keep_document
from protocol.documents import AUDIENCE_ALL, AlertSet, Desired, Kind
from protocol.intake import Accepted, Document, Held, Outcome, opened, restore, take

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """The desired state in force, with its place in the order."""

    epoch: int
    rev: int
    desired: Desired


class Reception:
    """Holds the intake. Every document accepted is on disk when :meth:`receive` returns."""

    def __init__(self, state: State, identity: Identity, timeline: Timeline) -> None:
        self._state, self._timeline, self._unit_name = state, timeline, identity.unit_name
        self._intake, refusals = restore(identity.pins, held_documents(state))
        for refused in refusals:
            log.warning("a document on disk no longer holds: %s %s", refused.reason, refused.detail)
        if self._intake.trust is None:
            self.receive("trust", AUDIENCE_ALL, identity.trust.encode())

    def receive(self, kind: Kind, aud: str, token: bytes) -> Outcome:
        """Judge ``token``; when accepted, keep it and what it proves about the time."""
        intake, outcome = take(self._intake, kind, aud, token, self._timeline.now())
        if isinstance(outcome, Accepted):
            keep_document(self._state, outcome.held, outcome.dropped)
            self._timeline.saw(outcome.document.issued_at_ms)
        self._intake = intake
        return outcome

    @property
    def standing(self) -> Standing | None:
        """The desired state held; None before the first."""
        held = self._intake.held.get(("desired", self._intake.pins.device_id))
        if held is None:
            return None
        document = _document(held)
        return Standing(held.epoch, held.rev, document.body) if isinstance(document.body, Desired) else None

    @property
    def desired(self) -> Desired:
        """The settings in force; the defaults before the first were received."""
        return self.standing.desired if self.standing else Desired(unit_name=self._unit_name, areas=())

    def alert_sets(self) -> tuple[AlertSet, ...]:
        """The sets held for this device and the areas it listens to now."""
        listened = {self._intake.pins.device_id, *self.desired.areas}
        rows = (row for row in self._intake.held.values() if row.kind == "alerts" and row.aud in listened)
        return tuple(_alert_set(row) for row in rows)


@lru_cache(maxsize=64)
def _document(held: Held) -> Document:
    return opened(held)


def _alert_set(held: Held) -> AlertSet:
    body = _document(held).body
    return body if isinstance(body, AlertSet) else AlertSet()
