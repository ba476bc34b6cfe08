"""The signed documents the controller sends down, and the one unsigned hint (``ctl/state``).

On the wire each is a compact JWS (:mod:`protocol.jws`); the payload is an :class:`Envelope` whose ``body`` is the
document. The JWS header's ``typ`` names the kind, so that a desired state can never pass as an alert.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Raw, Struct

from protocol.alert import Alert, MuteAll
from protocol.ids import EpochMs, UnitId
from protocol.limits import LIMITS
from protocol.manifest import Blob, HourMinute

Kind = Literal["trust", "desired", "alerts", "command"]
KINDS: tuple[Kind, ...] = ("trust", "desired", "alerts", "command")

AUDIENCE_ALL = "all"
"""The audience of the trust list."""


class Envelope(Struct, frozen=True, kw_only=True):
    """What every signed document says about itself before its body."""

    aud: str
    epoch: Annotated[int, Meta(ge=1)]
    """Raised when the controller's database is restored, so that a restored controller is newer than what it forgot."""
    rev: Annotated[int, Meta(ge=1)]
    """Monotonic per audience and kind."""
    issued_at_ms: EpochMs
    expires_at_ms: EpochMs | None = None
    body: Raw


class TrustedKey(Struct, frozen=True, kw_only=True):
    """A working key in force: what it may sign, for which units, until when."""

    kid: Annotated[str, Meta(min_length=8, max_length=64)]
    public_key: str
    """The 32 bytes of an Ed25519 public key, base64url without padding (RFC 8037 ``x``)."""
    may_sign: tuple[Literal["desired", "alerts", "command"], ...]
    units: tuple[str, ...]
    """``*`` for every audience, else the unit ids whose alerts it may sign."""
    not_after_ms: EpochMs


class TrustList(Struct, frozen=True, kw_only=True):
    """The keys in force. Signed by the root key every device pinned at enrolment."""

    keys: Annotated[tuple[TrustedKey, ...], Meta(max_length=LIMITS.keys_in_a_trust_list)]


class Window(Struct, frozen=True, kw_only=True):
    """A time of each day, in ``Desired.time_zone``; end-exclusive, may cross midnight."""

    start: HourMinute
    minutes: Annotated[int, Meta(ge=1, le=1440)]


class PercentWindow(Window, frozen=True, kw_only=True):
    """A time of each day with a brightness or a volume of its own, such as the night."""

    percent: Annotated[int, Meta(ge=0, le=100)]


class Desired(Struct, frozen=True, kw_only=True):
    """What one device should be."""

    unit_name: str
    areas: tuple[UnitId, ...]
    """The units whose alerts it listens to: its own and every unit above."""
    manifest: Blob | None = None
    volume_percent: Annotated[int, Meta(ge=0, le=100)] = 80
    emergency_volume_percent: Annotated[int, Meta(ge=0, le=100)] = 100
    """Of alerts, whatever the hour."""
    volume_windows: tuple[PercentWindow, ...] = ()
    """The first that is on decides; else ``volume_percent``."""
    brightness_percent: Annotated[int, Meta(ge=0, le=100)] = 100
    emergency_brightness_percent: Annotated[int, Meta(ge=10, le=100)] = 100
    """While an alert is shown, whatever the hour."""
    brightness_windows: tuple[PercentWindow, ...] = ()
    """The first that is on decides; else ``brightness_percent``."""
    screen_off_windows: tuple[Window, ...] = ()
    """When the panel is switched off. An alert switches it on."""
    sound_windows: tuple[Window, ...] = (Window(start="05:30", minutes=60), Window(start="17:00", minutes=60))
    """When loudspeakers may play scheduled sound."""
    quiet_windows: tuple[Window, ...] = ()
    """When nothing but an emergency is heard, whatever ``sound_windows`` say; clips are silent too."""
    sound_delay_ms: Annotated[int, Meta(ge=0, le=LIMITS.sound_delay_ms)] = 0
    """Scheduled sound begins so much later than the timetable says, and still keeps the windows; alerts do not.

    For clusters within earshot of each other, where an echo is worse than one that comes after the other.
    """
    time_zone: str = "Asia/Ho_Chi_Minh"
    heartbeat_s: Annotated[float, Meta(ge=1, le=600)] = 60.0
    snapshot_s: Annotated[float, Meta(ge=1, le=3600)] = 30.0
    """At most one picture of what is shown is uploaded in this time, and only when it changed."""


class AlertSet(Struct, frozen=True, kw_only=True):
    """All alerts active for one audience; what is absent from a newer set has ended."""

    alerts: Annotated[tuple[Alert, ...], Meta(max_length=LIMITS.alerts_in_a_set)] = ()
    mute_all: MuteAll | None = None
    lifted: tuple[str, ...] = ()
    """Ids that ended by a person's decision lately, so that a device can tell *cancelled* from *expired*."""


class Command(Struct, frozen=True, kw_only=True):
    """Something that can't be state. It lives until ``Envelope.expires_at_ms``."""

    id: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{2,31}$")]
    action: Literal["snapshot", "report", "restart"]


class ControllerState(Struct, frozen=True, kw_only=True):
    """``ctl/state``: unsigned, so a hint only. A new ``boot_id`` asks every device for a fresh status and report."""

    online: bool
    boot_id: str
    wall_ms: EpochMs
