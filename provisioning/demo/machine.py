"""What this machine has that the demo can use."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from provisioning.setup.probes import has_command, has_library

SOUND_CARDS = Path("/proc/asound/cards")


def has_mosquitto() -> bool:
    """Whether Mosquitto is installed."""
    return has_command("mosquitto")


def has_display(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether there is a desktop to open windows on."""
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def has_sound_card(cards: Path = SOUND_CARDS) -> bool:
    """Whether sound can be heard: a card, and PortAudio to reach it."""
    try:
        listed = cards.read_text("utf-8")
    except OSError:
        return False
    return "no soundcards" not in listed and has_library("libportaudio.so.2")
