"""A real loudspeaker, by PortAudio (sounddevice).

The card is given sound well ahead, which costs little and survives a busy machine. Where something must be heard at
once, what the card holds is thrown away (ADR 31).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from agent.speaker.card_stream import RELAXED, TIGHT, ahead_s, begins_with_silence, stream_of
from agent.speaker.horizon import Horizon
from agent.speaker.sound_cards import ONE_AT_A_TIME, closed, library, look_again, opened
from media.sound import RATE_HZ, Samples
from protocol.errors import Unavailable
from protocol.words import Words

STALLED_AFTER_S = 2.0
HUNG_AFTER_S = 2.0
"""A stream whose server died may never return from a call; it is left behind then."""


class PortAudioSink:
    """The output called ``device``, or whose name has it in it; ``default`` is the system's own. With ``live`` it is
    given little, for what is heard through it should not be late.
    """

    def __init__(self, device: str = "default", *, live: bool = False) -> None:
        self._live = live
        self.name = f"portaudio {device}"
        self._device = None if device == "default" else device
        self._stream: Any = None
        self._closing: threading.Thread | None = None
        self._missed = False
        self._failed = self._starved = False
        self._resting = False
        self._horizon = Horizon()
        self._manner = RELAXED
        self._last_pull_s = 0.0

    @property
    def lost(self) -> bool:
        """Whether the device stopped asking for samples, or refused to begin again."""
        stalled = not self._resting and time.monotonic() - self._last_pull_s > STALLED_AFTER_S
        return self._stream is not None and (self._failed or stalled)

    @property
    def starved(self) -> bool:
        """A card that is given little does without now and then, and is not late for long."""
        return self._starved and self._manner is RELAXED

    @property
    def latency_ms(self) -> float:
        """What PortAudio says of the open stream, and the block that was just handed out."""
        stream = self._stream
        return (stream.latency + self._manner.asked_frames / RATE_HZ) * 1000 if stream is not None else 0.0

    def open(self, pull: Callable[[int, float], Samples]) -> None:
        """Open the device; raises Unavailable with PortAudio's own words when there is none."""
        portaudio = library(_no_device)

        def callback(out: Any, frames: int, when: Any, status: Any) -> None:
            now_s = self._last_pull_s = time.monotonic()
            self._starved = self._starved or bool(status.output_underflow)
            out[:, 0] = pull(frames, self._horizon.next(now_s + ahead_s(when), frames))

        with ONE_AT_A_TIME:
            self._look_again(portaudio)
            try:
                tight = self._live or begins_with_silence(portaudio, self._device, self._manner)
                self._manner = TIGHT if tight else RELAXED
                self._start(stream_of(portaudio, self._device, self._manner, callback))
            except (portaudio.PortAudioError, ValueError) as error:
                self._stream, self._missed = None, True
                raise _no_device(f"{self._device or 'default'}: {error}") from error
            opened(self)

    def restart(self, meanwhile: Callable[[bool], None]) -> None:
        """Within milliseconds, however much the card holds; one that begins with silence goes on with its little."""
        if self._manner is TIGHT and not self._resting:
            meanwhile(False)
            return
        stopped = self._resting or self._done_in_time("abort")
        held_s = self._horizon.end_s
        meanwhile(held_s is not None and held_s > time.monotonic())
        if stopped:
            self._begin()

    def wake(self) -> None:
        """Begin to ask again."""
        if self._resting:
            self._begin()

    def rest(self) -> None:
        """Stop the stream: a callback without sound costs as much as one with it."""
        if not self._resting and self._done_in_time("abort"):
            self._resting = True
            self._horizon.reset()

    def close(self) -> None:
        """Close the device, without waiting for one that hangs."""
        stream, self._stream = self._stream, None
        if stream is None:
            return
        self._missed = True
        self._closing = threading.Thread(target=self._close, args=(stream,), name="sound-closing", daemon=True)
        self._closing.start()
        self._closing.join(HUNG_AFTER_S)

    def _close(self, stream: Any) -> None:
        stream.close()
        closed(self)

    def _start(self, stream: Any) -> None:
        self._stream = stream
        self._failed = self._starved = self._resting = False
        self._horizon.reset()
        self._last_pull_s = time.monotonic()
        stream.start()

    def _begin(self) -> None:
        self._horizon.reset()
        self._resting = False
        self._last_pull_s = time.monotonic()
        self._done_in_time("start")

    def _done_in_time(self, what: str) -> bool:
        """Whether the stream did ``what``; if not, the device is lost."""
        if self._stream is None:
            return False
        done = threading.Event()
        act = threading.Thread(target=_do, args=(self._stream, what, done), name=f"sound-{what}", daemon=True)
        act.start()
        act.join(HUNG_AFTER_S)
        self._failed = self._failed or not done.is_set()
        return done.is_set()

    def _look_again(self, portaudio: Any) -> None:
        """A card that was missed may have been plugged in again."""
        if self._closing is not None and self._closing.is_alive():
            raise _no_device(f"{self._device or 'default'}: it has hung since it was lost")
        if self._missed:
            look_again(portaudio)


def _do(stream: Any, what: str, done: threading.Event) -> None:
    portaudio = library(_no_device)
    try:
        getattr(stream, what)()
    except portaudio.PortAudioError:
        return
    done.set()


def _no_device(reason: str) -> Unavailable:
    return Unavailable(
        Words(f"Không mở được loa: {reason}.", f"No loudspeaker can be opened: {reason}."),
        Words(
            "Cắm card âm thanh và cài libportaudio2, hoặc đặt một tệp ghi âm trong cấu hình.",
            "Connect a sound card and install libportaudio2, or set a recording file in the configuration.",
        ),
    )
