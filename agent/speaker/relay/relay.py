"""A station, its fallback and the judge put together: an endless sound without holes."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from random import Random

from agent.link.backoff import delay_s
from agent.speaker.ahead import Ahead
from agent.speaker.relay.crossfade import crossfaded
from agent.speaker.relay.fallback import Fallback, Opener, no_fallback
from agent.speaker.relay.judge import (
    Event,
    Heard,
    Idle,
    Lost,
    OnAir,
    Starved,
    State,
    Tuned,
    is_hung,
    step,
    wants_listener,
)
from agent.speaker.relay.ledger import Ledger
from agent.speaker.relay.listener import Listener
from agent.speaker.relay.reception import Reception, Tell, reason_of, tell_nobody
from agent.speaker.relay.reserve import Reserve
from agent.speaker.relay.rules import RULES, Rules
from agent.speaker.relay.stock import STATION, Stock
from agent.speaker.samples import milliseconds_of, quiet
from media.sound import Samples, duration_of, rms_dbfs

_log = logging.getLogger(__name__)

RETRY_FIRST_S, RETRY_MOST_S = 0.3, 30.0
OUTAGE_STEP_MS = 10_000
"""The longest pause between tries doubles each time an outage is older by this: at first a station is back at once."""
LOOK_S = 0.02
WAITED_MS = 10


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
        tell: Tell = tell_nobody,
        stock: Stock = STATION,
        reserve: Reserve | None = None,
        ahead: Ahead | None = None,
    ) -> None:
        self._listener = listener
        self._stock = stock
        self._fallback = Fallback(fallback)
        self._rules = rules
        self._now_ms = now_ms
        self._random = random or Random()  # noqa: S311 (spreads devices, guards nothing)
        self._reception = Reception(tell)
        self._station = Reserve() if reserve is None else reserve
        self._ahead = ahead or Ahead(stock.ahead_frames)
        self._reader = Ledger(milliseconds_of(stock.ahead_frames))
        self._refills = False
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
                wanted = self._wanted(heard)
                chunk = self._more_of(heard) if wanted == heard else self._turned(heard, wanted)
                heard, handed_ms = wanted, self._now_ms()
                yield chunk
                self._account(chunk, handed_ms)
        finally:
            self._listener.dismiss()
            self._reception.leave()

    def _wanted(self, heard: OnAir) -> OnAir:
        """What is on the air; nothing while it refills."""
        now_ms = self._now_ms()
        if self._refills:
            self._refills = len(self._station) < self._stock.first_frames
        elif heard == "station" and self._runs_short() and self._reader.left_ms(now_ms) < self._stock.starved_ms:
            _log.info("relay: it comes too slowly")
            self._refills = True
            self._learn(Starved(now_ms))
        self._refills = self._refills and self._state.on_air == "station"
        return "nothing" if self._refills else self._state.on_air

    def _account(self, chunk: Samples, handed_ms: int) -> None:
        """A reader that let wait though there was plenty had enough, until it wanted more."""
        now_ms = self._now_ms()
        self._reader.hand(duration_of(chunk), now_ms)
        if len(self._station) >= self._stock.enough_frames and now_ms - handed_ms >= WAITED_MS:
            self._reader.correct(milliseconds_of(self._ahead.refill_frames), now_ms)

    def _more_of(self, heard: OnAir) -> Samples:
        if heard == "fallback":
            return self._fallback.take(self._stock.block_frames)
        if heard == "station" and not self._runs_short():
            return self._station.take(self._stock.block_frames)
        return quiet(0)

    def _turned(self, leaving: OnAir, coming: OnAir) -> Samples:
        _log.info("relay: %s instead of %s", coming, leaving)
        tail = self._take(leaving)
        self._ahead.frames = self._stock.ahead_frames
        if coming == "fallback":
            self._ahead.frames = self._stock.fallback_ahead_frames
            self._station.keep_newest(0)
            self._fallback.rewind()
        return crossfaded(tail, self._take(coming))

    def _take(self, source: OnAir) -> Samples:
        match source:
            case "station":
                return self._station.take(self._stock.fade_frames)
            case "fallback":
                return self._fallback.take(self._stock.fade_frames)
            case "nothing":
                return quiet(self._stock.fade_frames)

    def _runs_short(self) -> bool:
        """So much is kept back that a cut can be faded."""
        return len(self._station) < self._stock.fade_frames + self._stock.block_frames

    def _attend(self) -> None:
        """Hear the listener as far as there is room, and send it where nobody listens."""
        self._send()
        match self._state.on_air:
            case "station" if len(self._station) >= self._wanted_frames():
                return
            case "station":
                self._hear(LOOK_S if self._refills or self._runs_short() else 0.0)
            case "fallback":
                self._hear(0.0)
                self._station.keep_newest(self._stock.waiting_frames)
            case "nothing":
                self._hear(LOOK_S)
                self._station.keep_newest(self._stock.first_frames)

    def _wanted_frames(self) -> int:
        return self._stock.first_frames if self._refills else self._stock.enough_frames

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
        if is_silent and (self._state.on_air != "station" or self._waits_in_vain()):
            self._learn(Idle(self._now_ms()))

    def _waits_in_vain(self) -> bool:
        """While it refills nothing is missing before the next page of Ogg is."""
        if self._refills:
            return self._now_ms() - self._state.told_at_ms >= self._rules.gap_ms
        return self._runs_short()

    def _lose(self, reason: str) -> None:
        """What is left of a station that is not heard must not be joined to what comes next."""
        now_ms = self._now_ms()
        is_heard = self._state.on_air == "station"
        if not is_heard:
            self._station.keep_newest(0)
        outage_ms = 0 if is_heard else now_ms - self._state.since_ms
        wait_s = delay_s(outage_ms // OUTAGE_STEP_MS, self._random, RETRY_FIRST_S, RETRY_MOST_S)
        _log.info("relay: lost (%s), again in %.1f s", reason, wait_s)
        self._learn(Lost(now_ms, round(wait_s * 1000), reason))

    def _learn(self, event: Event) -> None:
        self._state = step(self._state, event, self._rules)
        self._reception.follow(self._state.on_air, reason_of(event, self._state, self._rules))
