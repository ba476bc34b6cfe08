"""What the executors report goes to the journal, and to the panel as a picture when it is an alert."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from agent.outbox.journal import Journal
from agent.player.evidence import AlertProgress, Lasting, Over, Witnessing
from agent.player.ports import Event, Rendered
from protocol.programme_types import ShowAlert
from protocol.uplink import Fault, PlayRecord


@dataclass(slots=True)
class WitnessStand:
    """Reacts to events of the screen and the speaker."""

    journal: Journal
    alert_shown: Callable[[], None]
    witnessing: Witnessing = field(default_factory=Witnessing)

    def heard(self, event: Event) -> None:
        """Write down what ``event`` proves."""
        for told in self.witnessing.tell(event):
            match told:
                case AlertProgress(alert_id=name, stage=stage, at_ms=at_ms, evidence=evidence):
                    self.journal.ack("alert", name, stage, at_ms=at_ms, evidence=evidence)
                case PlayRecord():
                    self.journal.played(told)
                case Fault():
                    self.journal.told(told)
                case Lasting(about=about, fault=fault):
                    self.journal.lasting(about, fault)
                case Over(about=about, code=code, news=news):
                    self.journal.over(about, code, news)
        if isinstance(event, Rendered) and isinstance(event.of, ShowAlert):
            self.alert_shown()
