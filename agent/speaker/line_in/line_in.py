"""A sound input as a source: a relay with little laid by, and a judge who is quick."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from agent.speaker.line_in.card_listener import BLOCK_FRAMES, CardListener
from agent.speaker.line_in.elastic import ElasticReserve
from agent.speaker.relay.fallback import Opener
from agent.speaker.relay.listener import Listener
from agent.speaker.relay.reception import Tell
from agent.speaker.relay.relay import Relay, monotonic_ms
from agent.speaker.relay.rules import Rules
from agent.speaker.relay.stock import Stock
from media.sound import Samples, count_of

TARGET_FRAMES = count_of(30)
"""Two blocks may be under way at once on a busy machine."""
AHEAD_FRAMES = count_of(30)
"""What the loudspeaker's feed holds: 20 ms are mixed at once, whatever a card asks for."""
FADE_FRAMES = count_of(10)
STOCK = Stock(
    block_frames=BLOCK_FRAMES,
    ahead_frames=AHEAD_FRAMES,
    fallback_ahead_frames=AHEAD_FRAMES,
    fade_frames=FADE_FRAMES,
    enough_frames=count_of(1_000),
    waiting_frames=TARGET_FRAMES + FADE_FRAMES,
    first_frames=TARGET_FRAMES + FADE_FRAMES,
    starved_ms=0,
)
"""All that comes is taken in: how much is there is the elastic reserve's to keep."""
RULES = Rules(
    join_ms=10_000,
    join_good_ms=60,
    stall_ms=300,
    gap_ms=500,
    good_ms=60,
    hung_ms=5_000,
)
"""A card sends all the time, so it is missed at once; a studio may be quiet for as long as a station before it counts
as silent, and from the begin too.
"""


def line_in(device: str, fallback: Opener, tell: Tell) -> Iterator[Samples]:
    """What comes in by ``device``, or ``fallback``, as long as somebody reads."""
    return relayed(CardListener(device), fallback, tell).chunks()


def relayed(listener: Listener, fallback: Opener, tell: Tell, now_ms: Callable[[], int] = monotonic_ms) -> Relay:
    """``listener`` at a sound card, relayed."""
    reserve = ElasticReserve(TARGET_FRAMES)
    return Relay(listener, fallback, rules=RULES, now_ms=now_ms, tell=tell, stock=STOCK, reserve=reserve)
