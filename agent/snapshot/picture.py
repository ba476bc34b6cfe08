"""A screen's picture, small enough for a mobile uplink. Imported by boards with a screen only: it needs Pillow."""

from __future__ import annotations

from PIL.Image import Image

from media.picture import encode_webp
from protocol.limits import LIMITS

WIDEST_PX = 960
QUALITIES = (75, 50, 25)


def encoded(image: Image) -> bytes:
    """WebP, 960 px wide at most, within :attr:`protocol.limits.Limits.snapshot_bytes`."""
    small = image.copy()
    small.thumbnail((WIDEST_PX, WIDEST_PX))
    picture = b""
    for quality in QUALITIES:
        picture = encode_webp(small, quality)
        if len(picture) <= LIMITS.snapshot_bytes:
            break
    return picture
