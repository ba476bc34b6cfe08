"""What the executors saw, as acknowledgements of alerts, play records and faults. Pure but for its one memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agent.player.ports import Event, Failed, Finished, Flawed, Mended, Output, Rendered, Rendering
from agent.player.showing import MOST, subject_of
from protocol.ids import EpochMs
from protocol.programme_types import ShowItem
from protocol.stages import Stage
from protocol.uplink import Evidence, Fault, PlayRecord


@dataclass(frozen=True, slots=True)
class AlertProgress:
    """An alert got this far on this device."""

    alert_id: str
    stage: Stage
    at_ms: EpochMs
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Lasting:
    """``fault`` is there from now on, until it is told to be :class:`Over`. ``about`` is what has it."""

    about: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Over:
    """The lasting fault ``code`` of ``about`` is gone; ``news`` goes to the log, where there is any."""

    about: str
    code: str
    news: Fault | None


Told = AlertProgress | PlayRecord | Fault | Lasting | Over


class Witnessing:
    """Turns events into what is told. The pages of one showing of a bulletin become one play record."""

    def __init__(self) -> None:
        self._open: dict[Output, PlayRecord] = {}

    def tell(self, event: Event) -> Iterator[Told]:
        """What ``event`` adds to the acknowledgements and the log."""
        kind, name = subject_of(event.of)
        if isinstance(event, Flawed) and event.lasts:
            yield Lasting(name, _fault(event, name))
        elif isinstance(event, Mended):
            yield _over(event, name)
        elif isinstance(event, Failed | Flawed):
            yield _fault(event, name)
        elif kind == "alert":
            yield from _alert_progress(event, name)
        if isinstance(event, Rendering) and not _turns_a_page(event):
            yield from self._closed(event.output)
        if isinstance(event, Finished) and kind in ("item", "alert"):
            if self._is_of_another(event.output, name):
                yield from self._closed(event.output)
            self._extend(event, name)

    def _is_of_another(self, output: Output, name: str) -> bool:
        """Whether what was said over ``name`` ended before it did: that was a showing of its own."""
        return output in self._open and self._open[output].item_id != name

    def _extend(self, event: Finished, name: str) -> None:
        before = self._open.get(event.output)
        began_ms = before.began_ms if before else EpochMs(event.at_ms - event.lasted_ms)
        self._open[event.output] = PlayRecord(
            item_id=name,
            output=event.output,
            began_ms=began_ms,
            lasted_ms=event.at_ms - began_ms,
            cut_by=event.cut_by[:MOST],
            evidence=event.evidence,
        )

    def _closed(self, output: Output) -> Iterator[PlayRecord]:
        if output in self._open:
            yield self._open.pop(output)


def _turns_a_page(event: Rendering) -> bool:
    return isinstance(event.of, ShowItem) and event.of.page > 0


def _fault(event: Failed | Flawed, name: str) -> Fault:
    return _row(event, event.code, name)


def _over(event: Mended, name: str) -> Over:
    news = _row(event, event.became, name) if event.became else None
    return Over(name, f"{event.output}-{event.code}"[:MOST], news)


def _row(event: Failed | Flawed | Mended, code: str, name: str) -> Fault:
    return Fault(code=f"{event.output}-{code}"[:MOST], detail=f"{name} {event.detail}"[:MOST], at_ms=event.at_ms)


def _alert_progress(event: Rendering | Rendered | Finished, name: str) -> Iterator[AlertProgress]:
    if isinstance(event, Rendering):
        yield AlertProgress(name, "rendering", event.at_ms)
    elif isinstance(event, Rendered):
        yield AlertProgress(name, "rendered", event.at_ms, event.evidence)
