"""What the player asks of a screen and a speaker, and what they answer: the border to pygame and sound cards.

The player decides *what* (:func:`protocol.programme.programme`); behind these ports is only *how*.

Rules both sides keep:

- ``present`` returns at once, may be called from any thread, and the newest scene wins. A scene whose ``show``/``play``
  equals the one before goes on undisturbed; only its frame (tickers, clock, volume) is taken over.
- Where in a clip or recording to start: ``scene.at_ms - began_at_ms``, both of the device's wall clock. From then on an
  executor counts monotonic time, so that a corrected clock doesn't make a clip jump.
- An executor answers by calling its :data:`Witness` from its own thread: ``Rendering`` when it begins, ``Rendered``
  when it has left the device, ``Finished`` when it made room for something else, ``Failed`` when it can't be done.
  ``of`` is the very object it was given. After ``Failed`` a screen keeps its last picture or shows the safe screen,
  never black.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from protocol.clock_trust import ClockTrust
from protocol.ids import DurationMs, EpochMs
from protocol.layouts import Ticker
from protocol.programme_types import (
    PlayAlert,
    PlayItem,
    Screen,
    ShowAlert,
    ShowItem,
    ShowOff,
    ShowSafe,
    ShowSide,
    Silence,
    Sound,
)
from protocol.uplink import Evidence

if TYPE_CHECKING:
    from PIL.Image import Image

Output = Literal["screen", "sound"]
Presented = ShowItem | ShowAlert | ShowSafe | ShowOff | PlayItem | PlayAlert | Silence
WallClock = Callable[[], EpochMs]


@dataclass(frozen=True, slots=True)
class ScreenScene:
    """All a screen needs from now on until the next scene."""

    at_ms: EpochMs
    """When this scene was decided."""
    show: Screen
    upcoming: Screen
    """What follows when nothing changes, to be prepared meanwhile; None when that isn't known."""
    tickers: tuple[Ticker, ...]
    ticker_speed_px_s: int
    unit_name: str
    time_zone: str
    clock: ClockTrust
    """While it is ``unknown`` no time is shown in the header."""
    brightness_percent: int = 100
    languages: tuple[str, ...] = ("vi",)
    """Languages of alerts, most wanted first."""
    sides: tuple[ShowSide, ...] = ()
    """What stands beside the main zone of ``show``."""
    upcoming_sides: tuple[ShowSide, ...] = ()


@dataclass(frozen=True, slots=True)
class SoundScene:
    """All a speaker needs from now on until the next scene. ``Silence`` and None fade out what sounds."""

    at_ms: EpochMs
    play: Sound
    volume_percent: int = 80
    emergency_volume_percent: int = 100
    """Used for ``PlayAlert``."""
    languages: tuple[str, ...] = ("vi",)
    """Languages in which an alert is said, in order."""
    upcoming: Sound = None
    """What follows when nothing changes, to be opened meanwhile; None when that isn't known."""
    under: PlayItem | None = None
    """What goes on underneath ``play``, softer by ``DUCK_DB``; when it was ``play`` before, undisturbed."""
    upcoming_under: PlayItem | None = None
    """What follows ``under``."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """The output began with ``of``."""

    output: Output
    of: Presented
    at_ms: EpochMs


@dataclass(frozen=True, slots=True)
class Rendered:
    """``of`` has left the device: its frame was shown, or the tone and all texts of an alert's round were played.

    A video or a sound item counts from its first frame or block on.
    """

    output: Output
    of: Presented
    at_ms: EpochMs
    evidence: Evidence
    """Screen: ``frame_sha256``. Sound: ``rms_dbfs`` and ``played_ms`` of the samples since ``Rendering``."""


@dataclass(frozen=True, slots=True)
class Finished:
    """``of`` left the output after ``lasted_ms``: by itself, or ``cut_by`` names what took its place early."""

    output: Output
    of: Presented
    at_ms: EpochMs
    lasted_ms: DurationMs
    cut_by: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """``of`` could not be presented. ``code`` is one word for machines (``decode``, ``missing``, ``no-voice``)."""

    output: Output
    of: Presented
    at_ms: EpochMs
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Flawed:
    """``of`` is presented, but not as it was meant: ``code`` is one word for machines (``glyph``)."""

    output: Output
    of: Presented
    at_ms: EpochMs
    code: str
    detail: str
    lasts: bool = False
    """Whether it stays so until :class:`Mended` is told of the same ``code``."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What was ``Flawed`` by ``code`` is so no more. ``became`` is one word for the log, where there is news in it."""

    output: Output
    of: Presented
    at_ms: EpochMs
    code: str
    became: str
    detail: str


Event = Rendering | Rendered | Finished | Failed | Flawed | Mended
Witness = Callable[[Event], None]
"""Takes an event from any thread and returns at once (the player puts it on its queue)."""


class BlobPaths(Protocol):
    """Where content is on this device."""

    def path_of(self, sha256: str) -> Path | None:
        """The verified file of this content; None while it isn't here."""


class ScreenPort(Protocol):
    """A screen. Built as ``ScreenPlayer(profile, blobs, witness, wall_clock, headless=…, lip_sync=…)`` in the main
    thread.
    """

    def present(self, scene: ScreenScene) -> None:
        """Show this scene from now on."""

    def run(self) -> None:
        """Own the picture until :meth:`stop`; called in the main thread, where SDL wants to be."""

    def stop(self) -> None:
        """Make :meth:`run` return soon; from any thread, and from a signal handler."""

    def picture(self) -> Image | None:
        """A copy of the whole frame shown now (RGB); None before the first. From any thread."""


class SpeakerPort(Protocol):
    """The loudspeakers of a device.

    Built as ``SpeakerPlayer(profile, blobs, witness, wall_clock, recording=…, lip_sync=…)``. With a ``recording`` the
    sound goes in real time to that WAV file instead of a sound card.
    """

    def start(self) -> None:
        """Open the output and begin mixing in a thread of its own; raises Unavailable when there is none."""

    def present(self, scene: SoundScene) -> None:
        """Play this scene from now on."""

    def stop(self) -> None:
        """Fade out, close the output and end the thread."""

    def levels_dbfs(self) -> Sequence[float]:
        """Levels of the last 60 s that were played, one a second, oldest first; for the picture of a loudspeaker."""
