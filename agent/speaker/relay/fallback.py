"""What is heard instead of the station: a recording round and round, or silence."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from agent.speaker.relay.reserve import Reserve
from agent.speaker.samples import quiet
from media.sound import Samples
from protocol.errors import RaoError

_log = logging.getLogger(__name__)

Opener = Callable[[], Iterator[Samples]]


def no_fallback() -> Iterator[Samples]:
    """Nothing to play instead: silence."""
    return iter(())


class Fallback:
    """Endless sound of ``opener``, from its beginning at the first :meth:`take` after :meth:`rewind`."""

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self.rewind()

    def rewind(self) -> None:
        """Begin again."""
        self._reserve = Reserve()
        self._chunks = _round_and_round(self._opener)

    def take(self, frames: int) -> Samples:
        """The next ``frames`` samples; silence where the recording is missing or damaged."""
        while len(self._reserve) < frames:
            self._reserve.add(next(self._chunks, quiet(frames)))
        return self._reserve.take(frames)


def _round_and_round(opener: Opener) -> Iterator[Samples]:
    """Ends where a whole round brought nothing."""
    has_sound = True
    while has_sound:
        has_sound = False
        for chunk in _readable(opener):
            has_sound = has_sound or len(chunk) > 0
            yield chunk


def _readable(opener: Opener) -> Iterator[Samples]:
    try:
        yield from opener()
    except RaoError as error:
        _log.warning("the fallback of a relay can't be played: %s", error)
