"""A station, its fallback and the judge put together: an endless sound without holes."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from random import Random

from agent.link.backoff import delay_s
from agent.speaker.feed import AHEAD_FRAMES
from agent.speaker.relay.crossfade import FADE_FRAMES, crossfaded
from agent.speaker.relay.fallback import Fallback, Opener, no_fallback
from agent.speaker.relay.judge import Event, Heard, Idle, Lost, OnAir, State, Tuned, is_hung, step, wants_listener
from agent.speaker.relay.listener import Listener
from agent.speaker.relay.reserve import Reserve
from agent.speaker.relay.rules import RULES, Rules
from agent.speaker.samples import BLOCK_FRAMES, quiet
from media.sound import Samples, count_of, duration_of, rms_dbfs

_log = logging.getLogger(__name__)

LAID_BY_FRAMES = count_of(600)
"""Of the station, enough to wait for the next page of Ogg; with a feed's second, all that is behind the loudspeaker."""
RETRY_FIRST_S, RETRY_MOST_S = 0.3, 30.0
OUTAGE_STEP_MS = 10_000
"""The longest pause between tries doubles each time an outage is older by this: at first a station is back at once."""
LOOK_S = 0.02


def monotonic_ms() -> int:
    """The clock of a relay."""
    return time.monotonic_ns() // 1_000_000


class Relay:
    """The sound of one station, in small chunks; an empty one where there is nothing yet, so that a reader can stop."""

    def __init__(
        self,
        listener: Listener,
        fallback: Opener = no_fallback,
        *,
        rules: Rules = RULES,
        now_ms: Callable[[], int] = monotonic_ms,
        random: Random | None = None,
    ) -> None:
        self._listener = listener
        self._fallback = Fallback(fallback)
        self._rules = rules
        self._now_ms = now_ms
        self._random = random or Random()  # noqa: S311 (spreads devices, guards nothing)
        self._station = Reserve()
        self._state = State(since_ms=now_ms())

    @property
    def state(self) -> State:
        """How things stand."""
        return self._state

    def chunks(self) -> Iterator[Samples]:
        """As long as somebody reads; the listener ends with it."""
        heard: OnAir = "nothing"
        try:
            while True:
                self._attend()
                if heard == self._state.on_air:
                    yield self._more_of(heard)
                else:
                    yield self._turned(heard, self._state.on_air)
                    heard = self._state.on_air
        finally:
            self._listener.dismiss()

    def _more_of(self, heard: OnAir) -> Samples:
        if heard == "fallback":
            return self._fallback.take(BLOCK_FRAMES)
        if heard == "station" and not self._runs_short():
            return self._station.take(BLOCK_FRAMES)
        return quiet(0)

    def _turned(self, leaving: OnAir, coming: OnAir) -> Samples:
        _log.info("relay: %s instead of %s", coming, leaving)
        tail = self._take(leaving)
        if coming == "fallback":
            self._station.keep_newest(0)
            self._fallback.rewind()
        return crossfaded(tail, self._take(coming))

    def _take(self, source: OnAir) -> Samples:
        match source:
            case "station":
                return self._station.take(FADE_FRAMES)
            case "fallback":
                return self._fallback.take(FADE_FRAMES)
            case "nothing":
                return quiet(FADE_FRAMES)

    def _runs_short(self) -> bool:
        """So much is kept back that a cut can be faded."""
        return len(self._station) < FADE_FRAMES + BLOCK_FRAMES

    def _attend(self) -> None:
        """Hear the listener as far as there is room, and send it where nobody listens."""
        self._send()
        match self._state.on_air:
            case "station" if len(self._station) >= LAID_BY_FRAMES:
                return
            case "station":
                self._hear(LOOK_S if self._runs_short() else 0.0)
            case "fallback":
                self._hear(0.0)
                self._station.keep_newest(LAID_BY_FRAMES)
            case "nothing":
                self._hear(LOOK_S)
                self._station.keep_newest(LAID_BY_FRAMES + AHEAD_FRAMES)

    def _send(self) -> None:
        now_ms = self._now_ms()
        if is_hung(self._state, now_ms, self._rules):
            self._listener.dismiss()
            self._lose("it told nothing")
        if wants_listener(self._state, now_ms):
            self._listener.tune()
            self._learn(Tuned(now_ms))

    def _hear(self, wait_s: float) -> None:
        is_silent = True
        for news in self._listener.news(wait_s):
            is_silent = False
            if isinstance(news, str):
                self._lose(news)
            else:
                self._station.add(news)
                self._learn(Heard(self._now_ms(), duration_of(news), rms_dbfs(news)))
        if is_silent and (self._state.on_air != "station" or self._runs_short()):
            self._learn(Idle(self._now_ms()))

    def _lose(self, reason: str) -> None:
        """What is left of a station that is not heard must not be joined to what comes next."""
        now_ms = self._now_ms()
        is_heard = self._state.on_air == "station"
        if not is_heard:
            self._station.keep_newest(0)
        outage_ms = 0 if is_heard else now_ms - self._state.since_ms
        wait_s = delay_s(outage_ms // OUTAGE_STEP_MS, self._random, RETRY_FIRST_S, RETRY_MOST_S)
        _log.info("relay: lost (%s), again in %.1f s", reason, wait_s)
        self._learn(Lost(now_ms, round(wait_s * 1000)))

    def _learn(self, event: Event) -> None:
        self._state = step(self._state, event, self._rules)
