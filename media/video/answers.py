"""What the children that touch clips tell."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from media.confined import Refused
from media.video.facts import VideoFacts


class Probed(Struct, frozen=True, tag="probed"):
    """The clip is fit to be used."""

    facts: VideoFacts


class Progress(Struct, frozen=True, tag="progress"):
    """How much is done, 0 to 1."""

    done: float


class Flashing(Struct, frozen=True, tag="flashing"):
    """How many general flashes its worst second has."""

    flashes_per_s: float


class Finished(Struct, frozen=True, tag="finished"):
    """The file is written; how many general flashes its worst second has."""

    flashes_per_s: float


Answer = Probed | Progress | Flashing | Finished
ANSWERS: msgspec.json.Decoder[Answer | Refused] = msgspec.json.Decoder(Answer | Refused)
