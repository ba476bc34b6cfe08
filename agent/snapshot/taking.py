"""Taking the picture: of the screen as it is; of a loudspeaker what it says and how loud, for the controller to draw.

A loudspeaker does without fonts and Pillow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from agent.player.ports import ScreenPort, SpeakerPort
from protocol.uplink import NowSaying, Showing


class Taken(NamedTuple):
    """What is uploaded."""

    content: bytes
    media_type: str


TakePicture = Callable[[Showing], Taken | None]


def pictures_of(screen: ScreenPort | None, speaker: SpeakerPort | None) -> TakePicture:
    """Pictures of the screen; without one, of the loudspeaker and what it says."""
    if screen is not None:
        return lambda _: _of_screen(screen)
    if speaker is not None:
        return lambda showing: _what_is_said(showing, speaker.levels_dbfs())
    return lambda _: None


def _of_screen(screen: ScreenPort) -> Taken | None:
    from agent.snapshot.picture import encoded

    picture = screen.picture()
    return None if picture is None else Taken(encoded(picture), "image/webp")


def _what_is_said(showing: Showing, levels_dbfs: Sequence[float]) -> Taken:
    """Levels reach back over the gap after an item: while nothing is said they are nobody's, so none are sent."""
    said = showing.title or showing.sound
    saying = NowSaying(title=said, levels_dbfs=tuple(levels_dbfs) if said else ())
    return Taken(msgspec.json.encode(saying), "application/json")
