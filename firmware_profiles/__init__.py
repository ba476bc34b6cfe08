"""What the hardware models are: one TOML file each, read into typed values.

A new model is a new file in this folder; nothing else has to know of it.
"""

from firmware_profiles.loader import load, names, read_profile
from firmware_profiles.model import Profile, ScreenProfile, Shown, SoundProfile

__all__ = ["Profile", "ScreenProfile", "Shown", "SoundProfile", "load", "names", "read_profile"]
