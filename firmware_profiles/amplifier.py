"""How a hardware model's amplifier is switched: the key ``driver`` says which way, the others are its own."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

HoldSeconds = Annotated[float, Meta(ge=1, le=600)]


class SelfSwitched(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="driver", tag="none"):
    """Nothing to switch: the amplifier is always on, or it sleeps and wakes by itself."""

    hold_s: HoldSeconds = 10
    """How long after the last sound it is taken to stay awake."""


class AmplifierRelay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="driver", tag="gpio"):
    """An amplifier whose power hangs on a relay, moved by a pin."""

    pin: Annotated[int, Meta(ge=0, le=63)]
    """The number of the chip (BCM), not of the plug."""
    active_high: bool = True
    """Whether the amplifier has power while the pin is high."""
    hold_s: HoldSeconds = 10
    """How long after the last sound it keeps its power."""


Amplifier = SelfSwitched | AmplifierRelay
