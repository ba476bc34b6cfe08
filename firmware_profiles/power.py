"""How a hardware model's panel is switched on and off: the key ``driver`` says which, the others are its own."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


class NoPower(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="driver", tag="none"):
    """Nothing to switch: a screen that is off is dark."""


class CecPower(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="driver", tag="cec"):
    """A display that obeys HDMI-CEC 1.4 (One Touch Play, System Standby)."""

    device: Annotated[str, Meta(pattern=r"^/dev/cec[0-9]+$")] = "/dev/cec0"


class RelayPower(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="driver", tag="gpio"):
    """A relay on a pin. On the relay's normally closed contact, a dead controller leaves the panel lit."""

    pin: Annotated[int, Meta(ge=0, le=63)]
    """The number of the chip (BCM), not of the plug."""
    active_high: bool = True
    """Whether the panel has power while the pin is high; false for a relay on its normally closed contact."""


Power = NoPower | CecPower | RelayPower
