"""What happens when a document has been judged: it is acknowledged, and the parts it concerns are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agent.link.arrivals import Arrived, Dropped
from agent.outbox.journal import Journal
from agent.player.player import is_known_zone
from agent.reception import Reception
from protocol.documents import AlertSet, Command, Desired, TrustList
from protocol.ids import UnitId
from protocol.intake import Accepted, Held, Refused, Repeated, opened


@dataclass(slots=True)
class IntakeDesk:
    """Takes what arrived to the reception and acts on the outcome."""

    reception: Reception
    journal: Journal
    listen: Callable[[tuple[UnitId, ...]], None]
    """Called with the areas to listen to, when the desired state changes them."""
    ask_again: Callable[[], None]
    """Called when newer keys may make acceptable what was refused before."""
    changed: Callable[[], None]
    """Called when content, settings or alerts may be others."""
    command: Callable[[Command], None]
    """Called once with each command accepted."""

    def arrived(self, event: Arrived) -> None:
        """Judge a document and act on it."""
        areas = self._areas()
        outcome = self.reception.receive(event.kind, event.aud, event.token)
        match outcome:
            case Accepted():
                self._accepted(outcome, areas)
            case Repeated(held=held):
                self._repeated(held)
            case Refused(reason=reason, detail=detail):
                self.journal.fault(f"refused-{reason}", f"{event.kind} {event.aud}: {detail}")

    def dropped(self, event: Dropped) -> None:
        """Tell of a message that was no document."""
        self.journal.fault("dropped", f"{event.topic}: {event.why}")

    def _accepted(self, outcome: Accepted, areas_before: tuple[UnitId, ...]) -> None:
        match outcome.document.body:
            case TrustList():
                self.ask_again()
            case Desired() as desired:
                self._desired(desired, outcome.held, areas_before)
            case Command() as command:
                self.command(command)
        self.changed()

    def _desired(self, desired: Desired, held: Held, areas_before: tuple[UnitId, ...]) -> None:
        self.journal.ack("desired", revision_of(held), "verified")
        if not is_known_zone(desired.time_zone):
            self.journal.fault("time-zone", f"{desired.time_zone} is not known here")
        if desired.areas != areas_before:
            self.listen(desired.areas)

    def _repeated(self, held: Held) -> None:
        if held.kind == "desired":
            self.journal.ack_again("desired", revision_of(held))
            return
        match opened(held).body:
            case AlertSet(alerts=alerts):
                for alert in alerts:
                    self.journal.ack_again("alert", alert.id)
            case Command(id=command_id):
                self.journal.ack_again("command", command_id)

    def _areas(self) -> tuple[UnitId, ...]:
        standing = self.reception.standing
        return standing.desired.areas if standing else ()


def revision_of(held: Held) -> str:
    """A desired state's name in acknowledgements."""
    return f"{held.epoch}.{held.rev}"
