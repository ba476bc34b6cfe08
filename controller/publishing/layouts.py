"""Which zones the boards of the province have, so that bulletins are laid out for each of them."""

from __future__ import annotations

from sqlmodel import Session

from media.text import Geometry
from protocol.layouts import Room


def rooms_in_use(_session: Session, _geometry: Geometry) -> tuple[Room, ...]:
    """The sizes of zones that bulletins are to be laid out for on boards of this geometry, in a fixed order.

    They come beside the main zone of the standard arrangement, for which every bulletin is laid out.
    """
    return ()
