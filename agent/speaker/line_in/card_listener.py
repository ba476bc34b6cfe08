"""The listener of a line-in: a sound card's input, by PortAudio (sounddevice). Opened and closed in threads of its own,
so that one that hangs keeps nothing waiting.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np

from agent.speaker.relay.listener import News
from agent.speaker.sound_cards import ONE_AT_A_TIME, closed, library, look_again, opened
from media.sound import RATE_HZ, Samples
from protocol.errors import Unavailable
from protocol.words import Words

BLOCK_FRAMES = RATE_HZ // 100
"""10 ms."""
LATENCY_S = 0.02
MOST_CHANNELS = 2
MOST_NEWS = 500
"""5 s of a card that nobody listens to; what comes after it is forgotten."""


class CardListener:
    """The input called ``device``, or whose name has it in it; ``default`` is the system's own. Two channels are mixed
    into one. Used by one thread.
    """

    def __init__(self, device: str) -> None:
        self._device = device
        self._taking: Taking | None = None

    def tune(self) -> None:
        """See :class:`agent.speaker.relay.listener.Listener`."""
        self.dismiss()
        self._taking = Taking(self._device)

    def news(self, wait_s: float) -> Iterator[News]:
        """See :class:`agent.speaker.relay.listener.Listener`."""
        if self._taking is not None:
            yield from self._taking.news(wait_s)

    def dismiss(self) -> None:
        """See :class:`agent.speaker.relay.listener.Listener`."""
        if self._taking is not None:
            self._taking.end()
            self._taking = None


class Taking:
    """One input, taken from the time it can be opened until :meth:`end`, or until the card is gone."""

    def __init__(self, device: str) -> None:
        self._device = None if device == "default" else device
        self._news: queue.Queue[News] = queue.Queue(MOST_NEWS)
        self._over = threading.Event()
        threading.Thread(target=self._take, name="line-in", daemon=True).start()

    def news(self, wait_s: float) -> Iterator[News]:
        """What came meanwhile; nothing where nothing comes for ``wait_s``."""
        try:
            yield self._news.get(timeout=wait_s) if wait_s else self._news.get_nowait()
            while True:
                yield self._news.get_nowait()
        except queue.Empty:
            return

    def end(self) -> None:
        """Have it closed soon; returns at once."""
        self._over.set()

    def _take(self) -> None:
        try:
            stream = self._opened()
        except Unavailable as refusal:
            self._tell(refusal.problem.en)
            return
        self._over.wait()
        stream.close()
        closed(self)

    def _opened(self) -> Any:
        portaudio = library(_no_input)
        with ONE_AT_A_TIME:
            look_again(portaudio)
            try:
                stream = self._started(portaudio)
            except (portaudio.PortAudioError, ValueError) as error:
                raise _no_input(f"{self._device or 'default'}: {error}") from error
            opened(self)
        return stream

    def _started(self, portaudio: Any) -> Any:
        channels = portaudio.query_devices(self._device, "input")["max_input_channels"]
        stream = portaudio.InputStream(
            device=self._device,
            samplerate=RATE_HZ,
            channels=min(MOST_CHANNELS, channels),
            dtype="float32",
            blocksize=BLOCK_FRAMES,
            latency=LATENCY_S,
            callback=self._heard,
            finished_callback=lambda: self._tell("the input stopped"),
        )
        stream.start()
        return stream

    def _heard(self, came: Any, _frames: int, _when: object, _status: object) -> None:
        self._tell(_mixed(came))

    def _tell(self, news: News) -> None:
        if not self._over.is_set() and not self._news.full():
            self._news.put_nowait(news)


def _mixed(channels: Any) -> Samples:
    """The mean of its channels; a copy, for PortAudio takes its buffer back."""
    mixed: Samples = np.mean(channels, axis=1, dtype=np.float32)
    return mixed


def _no_input(reason: str) -> Unavailable:
    return Unavailable(
        Words(f"Không mở được đường vào âm thanh: {reason}.", f"No sound input can be opened: {reason}."),
        Words(
            "Cắm card âm thanh, ghi đúng tên trong mục sound.inputs của mẫu thiết bị và cài libportaudio2.",
            "Connect the sound card, name it under sound.inputs of the profile, and install libportaudio2.",
        ),
    )
