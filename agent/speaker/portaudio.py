"""A real loudspeaker, by PortAudio (sounddevice). The library is imported when a stream is opened, not before."""

from __future__ import annotations

import importlib
import threading
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

from agent.speaker.samples import BLOCK_FRAMES
from media.sound import RATE_HZ, Samples
from protocol.errors import Unavailable
from protocol.words import Words

LATENCY_S = 0.06
STALLED_AFTER_S = 2.0
CLOSE_TIMEOUT_S = 2.0
"""A stream whose server died may never return from ``abort``; it is left behind then."""


_STREAM = {
    "samplerate": RATE_HZ,
    "channels": 1,
    "dtype": "float32",
    "blocksize": BLOCK_FRAMES,
    "latency": LATENCY_S,
}

_one_at_a_time = threading.Lock()
"""PortAudio's calls are not for several threads."""
_open: set[PortAudioSink] = set()


class PortAudioSink:
    """The output called ``device``, or whose name has it in it; ``default`` is the system's own. Blocks of 20 ms."""

    def __init__(self, device: str = "default") -> None:
        self.name = f"portaudio {device}"
        self._device = None if device == "default" else device
        self._stream: Any = None
        self._closing: threading.Thread | None = None
        self._missed = False
        self._last_pull_s = 0.0

    @property
    def lost(self) -> bool:
        """Whether the device stopped asking for samples."""
        return self._stream is not None and time.monotonic() - self._last_pull_s > STALLED_AFTER_S

    @property
    def latency_ms(self) -> float:
        """What PortAudio says of the open stream, and the block that was just handed out."""
        stream = self._stream
        return (stream.latency + BLOCK_FRAMES / RATE_HZ) * 1000 if stream is not None else 0.0

    def open(self, pull: Callable[[int], Samples]) -> None:
        """Open the device; raises Unavailable with PortAudio's own words when there is none."""
        portaudio = _library()

        def callback(out: Any, frames: int, _when: object, _status: object) -> None:
            self._last_pull_s = time.monotonic()
            out[:, 0] = pull(frames)

        with _one_at_a_time:
            self._look_again(portaudio)
            try:
                self._start(portaudio, callback)
            except (portaudio.PortAudioError, ValueError) as error:
                self._stream, self._missed = None, True
                raise _no_device(f"{self._device or 'default'}: {error}") from error
            _open.add(self)

    def stir(self) -> None:
        """The device asks for samples all the time."""

    def close(self) -> None:
        """Close the device, without waiting for one that hangs."""
        stream, self._stream = self._stream, None
        if stream is None:
            return
        self._missed = True
        self._closing = threading.Thread(target=self._close, args=(stream,), name="sound-closing", daemon=True)
        self._closing.start()
        self._closing.join(CLOSE_TIMEOUT_S)

    def _close(self, stream: Any) -> None:
        stream.close()
        _open.discard(self)

    def _start(self, portaudio: Any, callback: object) -> None:
        self._stream = portaudio.OutputStream(device=self._device, callback=callback, **_STREAM)
        self._last_pull_s = time.monotonic()
        self._stream.start()

    def _look_again(self, portaudio: Any) -> None:
        """PortAudio lists devices once, at its start; a card that was plugged in again needs it started anew. That
        would end the sound of another output: while one plays, only what was there at the start is found again.
        """
        if self._closing is not None and self._closing.is_alive():
            raise _no_device(f"{self._device or 'default'}: it has hung since it was lost")
        if self._missed and not _open:
            portaudio._terminate()
            portaudio._initialize()


def _library() -> ModuleType:
    try:
        return importlib.import_module("sounddevice")
    except (ImportError, OSError) as error:
        raise _no_device(str(error)) from error


def _no_device(reason: str) -> Unavailable:
    return Unavailable(
        Words(f"Không mở được loa: {reason}.", f"No loudspeaker can be opened: {reason}."),
        Words(
            "Cắm card âm thanh và cài libportaudio2, hoặc đặt một tệp ghi âm trong cấu hình.",
            "Connect a sound card and install libportaudio2, or set a recording file in the configuration.",
        ),
    )
