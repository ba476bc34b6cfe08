"""Taking the picture: of the screen as it is, or of a loudspeaker as a drawing of what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PIL import Image

from agent.player.ports import ScreenPort, SpeakerPort
from media.board import draw_now_saying
from media.picture import encode_webp
from protocol.limits import LIMITS
from protocol.uplink import Showing

TakePicture = Callable[[Showing], Image.Image | None]
WIDEST_PX = 960
SPEAKER_SIZE_PX = (640, 360)
QUALITIES = (75, 50, 25)


def pictures_of(screen: ScreenPort | None, speaker: SpeakerPort | None) -> TakePicture:
    """Pictures of the screen; without one, of the loudspeaker and what it says."""
    if screen is not None:
        return lambda _: screen.picture()
    if speaker is not None:
        return lambda showing: _what_is_said(showing, speaker.levels_dbfs())
    return lambda _: None


def _what_is_said(showing: Showing, levels_dbfs: Sequence[float]) -> Image.Image:
    """Levels reach back over the gap after an item: while nothing is said they are nobody's, so none are drawn."""
    said = showing.title or showing.sound
    return draw_now_saying(*SPEAKER_SIZE_PX, said, levels_dbfs if said else ())


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
