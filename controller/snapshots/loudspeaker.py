"""The picture of a loudspeaker: drawn here of what it says of itself, so that loudspeakers need no fonts."""

from __future__ import annotations

from media.board import draw_now_saying
from media.picture import encode_webp
from protocol.uplink import NowSaying
from protocol.wire import decode

SIZE_PX = (640, 360)


def drawn(body: bytes) -> bytes:
    """WebP of a :class:`protocol.uplink.NowSaying`; raises :class:`protocol.wire.Undecodable`."""
    saying = decode(body, NowSaying)
    return encode_webp(draw_now_saying(*SIZE_PX, saying.title, saying.levels_dbfs))
