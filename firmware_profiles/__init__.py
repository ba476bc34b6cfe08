"""What the hardware models are: one TOML file each, read into typed values.

A new model is a new file in this folder; nothing else has to know of it.
"""

from firmware_profiles.amplifier import Amplifier, AmplifierRelay, SelfSwitched
from firmware_profiles.area import Area
from firmware_profiles.loader import load, names, read_profile
from firmware_profiles.model import Bezel, Cutout, Profile, ScreenProfile, Shown, SoundProfile
from firmware_profiles.power import CecPower, NoPower, Power, RelayPower

__all__ = [
    "Amplifier",
    "AmplifierRelay",
    "Area",
    "Bezel",
    "CecPower",
    "Cutout",
    "NoPower",
    "Power",
    "Profile",
    "RelayPower",
    "ScreenProfile",
    "SelfSwitched",
    "Shown",
    "SoundProfile",
    "load",
    "names",
    "read_profile",
]
