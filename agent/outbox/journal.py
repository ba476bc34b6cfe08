"""The one way for every part of the device to say what happened; stamps it with the time and has it sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agent.clock import Timeline
from agent.outbox.acks import AckBox, Subject
from agent.outbox.faults import FaultDesk
from agent.outbox.log import LogBox
from protocol.ids import EpochMs
from protocol.stages import Stage
from protocol.uplink import Ack, Evidence, Fault, PlayRecord

MOST = 200


@dataclass(frozen=True, slots=True)
class Journal:
    """``on_news`` is called after each entry: an acknowledgement can't wait (True), the log can (False)."""

    acks: AckBox
    log: LogBox
    faults: FaultDesk
    timeline: Timeline
    on_news: Callable[[bool], None]

    def ack(
        self,
        subject: Subject,
        subject_id: str,
        stage: Stage,
        *,
        reason: str = "",
        evidence: Evidence | None = None,
        at_ms: EpochMs | None = None,
        again: bool = False,
    ) -> None:
        """``subject_id`` got as far as ``stage``; ``again`` sends it even if that is no news."""
        now = self.timeline.now()
        ack = Ack(
            sid="",
            subject=subject,
            id=subject_id,
            stage=stage,
            at_ms=now.wall_ms if at_ms is None else at_ms,
            clock=now.clock,
            reason=reason[:MOST],
            evidence=evidence,
        )
        self.acks.note(ack, again=again)
        self.on_news(True)

    def ack_again(self, subject: Subject, subject_id: str) -> None:
        """Tell the furthest stage of ``subject_id`` once more; nothing when it was never heard of."""
        known = self.acks.find(subject, subject_id)
        if known is not None:
            self.acks.note(known, again=True)
            self.on_news(True)

    def played(self, record: PlayRecord) -> None:
        """Something was shown or said."""
        self.log.add(record)
        self.on_news(False)

    def fault(self, code: str, detail: str) -> None:
        """Something was refused or is broken."""
        self.told(Fault(code=code[:MOST], detail=detail[:MOST], at_ms=self.timeline.now().wall_ms))

    def told(self, fault: Fault) -> None:
        """A fault another part saw."""
        self.faults.note(fault)
        self.on_news(False)

    def lasting(self, about: str, fault: Fault) -> None:
        """A fault of ``about`` that is there until it is :meth:`over`."""
        self.faults.begin(about, fault)
        self.on_news(False)

    def over(self, about: str, code: str, news: Fault | None) -> None:
        """The lasting fault ``code`` of ``about`` is gone."""
        self.faults.end(about, code, news)
        self.on_news(False)
