"""Taking the picture: of the screen as it is, or of a loudspeaker as a drawing of what it says."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

from agent.player.ports import ScreenPort, SpeakerPort
from media.board import draw_now_saying
from media.picture import encode_webp
from protocol.limits import LIMITS

TakePicture = Callable[[], Image.Image | None]
WIDEST_PX = 960
SPEAKER_SIZE_PX = (640, 360)
QUALITIES = (75, 50, 25)


def pictures_of(screen: ScreenPort | None, speaker: SpeakerPort | None, title: Callable[[], str]) -> TakePicture:
    """Pictures of the screen; without one, of the loudspeaker, which says ``title``."""
    if screen is not None:
        return screen.picture
    if speaker is not None:
        return lambda: draw_now_saying(*SPEAKER_SIZE_PX, title(), speaker.levels_dbfs())
    return lambda: None


def encoded(image: Image.Image) -> bytes:
    """WebP, 960 px wide at most, within :attr:`protocol.limits.Limits.snapshot_bytes`."""
    small = image.copy()
    small.thumbnail((WIDEST_PX, WIDEST_PX))
    picture = b""
    for quality in QUALITIES:
        picture = encode_webp(small, quality)
        if len(picture) <= LIMITS.snapshot_bytes:
            break
    return picture
