"""How emergencies are said and shown when there are several: ranked, cut by the more urgent, queued, never dropped.

On loudspeakers an alert is said in rounds (attention tone, then every language): ``ALERT_ROUNDS`` of them, then one
each ``ALERT_REMIND_S`` while it lasts. A more urgent alert cuts a round at once; the cut round begins again after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from protocol.alert import SEVERITY_ORDER, Alert, AlertText
from protocol.ids import EpochMs
from protocol.programme_types import HeldAlert
from protocol.spans import Span, merged
from protocol.timers import ALERT_REMIND_S, ALERT_ROUND_GAP_S, ALERT_ROUNDS, ALERT_TURN_S

ATTENTION_TONE_MS = 4_000
WORD_MS = 400
"""A word's length when nothing was prepared and the device will speak with its own voice."""
FOREVER = EpochMs(1 << 62)


@dataclass(frozen=True, slots=True)
class Round:
    """One announcement of one alert, as long as it really lasted or will last."""

    alert: Alert
    number: int
    span: Span


def urgency(alert: Alert) -> tuple[int, int, int, str]:
    """Greater is more urgent: national level, then severity, then the newest; the id settles what is left."""
    return (alert.level, SEVERITY_ORDER.index(alert.severity), alert.sent_at_ms, alert.id)


def active(held: Sequence[HeldAlert], now_ms: EpochMs) -> tuple[HeldAlert, ...]:
    """The alerts in force at a moment, the most urgent first."""
    in_force = (one for one in held if life(one).holds(now_ms))
    return tuple(sorted(in_force, key=lambda one: urgency(one.alert), reverse=True))


def life(one: HeldAlert) -> Span:
    """From receipt to end."""
    return Span(one.received_at_ms, one.ended_at_ms if one.ended_at_ms is not None else FOREVER)


def since_last_calm(held: Sequence[HeldAlert], now_ms: EpochMs) -> tuple[HeldAlert, ...]:
    """Those that count for what is said at ``now_ms``: received after the last moment at which none was in force.

    Nobody waits for a turn then, so what was before decides nothing of what comes after.
    """
    times = [span.begin_ms for span in merged(life(one) for one in held) if span.begin_ms <= now_ms]
    since_ms = max(times, default=EpochMs(0))
    return tuple(one for one in held if one.received_at_ms >= since_ms)


def turn_of(in_force: Sequence[HeldAlert], now_ms: EpochMs) -> tuple[int, EpochMs]:
    """Which of the alerts in force has the screen, and until when. A new one begins with the most urgent."""
    if len(in_force) == 1:
        return 0, FOREVER
    turn_ms = int(ALERT_TURN_S * 1000)
    since = now_ms - max(one.received_at_ms for one in in_force)
    return since // turn_ms % len(in_force), EpochMs(now_ms - since % turn_ms + turn_ms)


def round_length_ms(alert: Alert) -> int:
    """Tone and every language's speech."""
    return ATTENTION_TONE_MS + sum(_speech_length_ms(text) for text in alert.texts)


def rounds(held: Sequence[HeldAlert], until_ms: EpochMs) -> Iterator[Round]:
    """Every round from the first receipt on, in order of time, up to and including the one at or after ``until_ms``."""
    queue = [_Waiting(one, one.received_at_ms, 1, round_length_ms(one.alert)) for one in held]
    free_at_ms = 0
    while turn := _next_turn(queue, free_at_ms):
        waiting, begin_ms = turn
        end_ms = min(begin_ms + waiting.length_ms, _cut_at(queue, waiting, begin_ms), life(waiting.held).end_ms)
        yield Round(waiting.held.alert, waiting.number, Span(EpochMs(begin_ms), EpochMs(end_ms)))
        if begin_ms >= until_ms:
            return
        free_at_ms = end_ms
        waiting.after_round(begin_ms, end_ms)


@dataclass(slots=True)
class _Waiting:
    held: HeldAlert
    due_ms: int
    number: int
    length_ms: int

    def after_round(self, begin_ms: int, end_ms: int) -> None:
        if end_ms - begin_ms < self.length_ms:
            self.due_ms = end_ms
            return
        pause_s = ALERT_ROUND_GAP_S if self.number < ALERT_ROUNDS else ALERT_REMIND_S
        self.due_ms = end_ms + int(pause_s * 1000)
        self.number += 1


def _next_turn(queue: Sequence[_Waiting], free_at_ms: int) -> tuple[_Waiting, int] | None:
    alive = [one for one in queue if max(one.due_ms, free_at_ms) < life(one.held).end_ms]
    if not alive:
        return None
    begin_ms = max(free_at_ms, min(one.due_ms for one in alive))
    due = [one for one in alive if one.due_ms <= begin_ms < life(one.held).end_ms]
    return max(due, key=lambda one: urgency(one.held.alert)), begin_ms


def _cut_at(queue: Sequence[_Waiting], speaking: _Waiting, begin_ms: int) -> int:
    more_urgent = (
        one.held.received_at_ms
        for one in queue
        if urgency(one.held.alert) > urgency(speaking.held.alert) and one.held.received_at_ms > begin_ms
    )
    return min(more_urgent, default=FOREVER)


def _speech_length_ms(text: AlertText) -> int:
    if text.speech:
        return text.speech.duration_ms
    return len(f"{text.headline} {text.description} {text.instruction}".split()) * WORD_MS
