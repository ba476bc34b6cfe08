"""What :func:`protocol.programme.programme` takes and answers: plain values that an executor can carry out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from protocol.alert import Alert
from protocol.clock_trust import ClockTrust
from protocol.documents import Window
from protocol.ids import EpochMs
from protocol.layouts import Arrangement, Room, SideZone, Ticker
from protocol.manifest import CUT, Item, Speech, Transition


@dataclass(frozen=True, slots=True)
class Board:
    """What the programme needs to know of the one board it is for."""

    width_px: int
    height_px: int
    """Of the shown picture, after rotation; 0 x 0 for a board without a screen."""
    has_sound: bool
    languages: tuple[str, ...] = ("vi",)
    """In the order in which speech is said and alerts are shown."""
    inputs: tuple[str, ...] = ()
    """Names of its sound inputs."""
    sound_windows: tuple[Window, ...] = ()
    quiet_windows: tuple[Window, ...] = ()
    """When nothing but emergencies is heard."""
    sound_delay_ms: int = 0
    """By which scheduled sound is later than the timetable says."""
    screen_off_windows: tuple[Window, ...] = ()
    time_zone: str = "Asia/Ho_Chi_Minh"
    clock: ClockTrust = "trusted"

    @property
    def has_screen(self) -> bool:
        """Whether anything can be shown."""
        return self.width_px > 0

    @property
    def size(self) -> Room:
        """Of the shown picture."""
        return self.width_px, self.height_px


@dataclass(frozen=True, slots=True)
class HeldAlert:
    """An alert as this device lived it. ``ended_at_ms`` is set when it was lifted, superseded or has run out."""

    alert: Alert
    received_at_ms: EpochMs
    ended_at_ms: EpochMs | None = None


@dataclass(frozen=True, slots=True)
class Alerts:
    """All a device knows of emergencies."""

    held: Sequence[HeldAlert] = ()
    muted: bool = False
    """A mute-all is in force."""


@dataclass(frozen=True, slots=True)
class ShowItem:
    """Show ``item``; of a bulletin or a document its page ``page`` (from 0) of those prepared for this board."""

    item: Item
    slot_id: str
    page: int
    began_at_ms: EpochMs
    """When this page (bulletin, document) or item began; ``now - began`` is the offset into a video."""
    arrangement: Arrangement | None = None
    """How the whole picture is arranged; None is the standard way (and in a side zone, whatever the main zone has)."""
    room: Room | None = None
    """Which of a bulletin's page sets; None is the one for the standard arrangement."""
    transition: Transition = CUT


@dataclass(frozen=True, slots=True)
class ShowSide:
    """Show this in a zone beside the main one."""

    zone: SideZone
    show: ShowItem


@dataclass(frozen=True, slots=True)
class ShowAlert:
    """Show this alert full screen. ``position`` of ``count`` when several are active."""

    alert: Alert
    position: int
    count: int


@dataclass(frozen=True, slots=True)
class ShowSafe:
    """Unit name, clock, “đang cập nhật”."""


@dataclass(frozen=True, slots=True)
class ShowOff:
    """The panel is switched off."""


@dataclass(frozen=True, slots=True)
class PlayItem:
    """Play the sound of ``item``: ``speech`` of a bulletin, else the item's own sound, from ``now - began``."""

    item: Item
    slot_id: str
    speech: Speech | None
    began_at_ms: EpochMs


@dataclass(frozen=True, slots=True)
class PlayAlert:
    """Attention tone, then the text in every language; round ``number``, from 1, began at ``began``."""

    alert: Alert
    number: int
    began_at_ms: EpochMs


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing is to be heard; ``reason`` is for the log: ``idle``, ``muted``, ``between rounds``, ``between items``."""

    reason: str
    slot_id: str = ""
    """Whose items it is between."""


Screen = ShowItem | ShowAlert | ShowSafe | ShowOff | None
"""None on a board without a screen."""
Sound = PlayItem | PlayAlert | Silence | None
"""None on a board without sound."""


@dataclass(frozen=True, slots=True)
class Programme:
    """What is on at one moment, and until when nothing changes by itself."""

    screen: Screen
    sound: Sound
    tickers: tuple[Ticker, ...]
    """All running texts; :func:`protocol.layouts.texts_of` says which run in which zone."""
    until_ms: EpochMs
    sides: tuple[ShowSide, ...] = ()
    """What stands beside the main zone, where the arrangement has side zones and they have something to show."""
    under: PlayItem | None = None
    """What goes on underneath ``sound``, softer by ``DUCK_DB``, as that is said over it."""
