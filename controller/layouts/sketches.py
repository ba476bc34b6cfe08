"""What was drawn, by the id under which settings name it: all that publishing knows of these layouts."""

from __future__ import annotations

import msgspec
from sqlmodel import Session, select

from controller.layouts.models import BoardLayout
from media.board import Sketch


def all_sketches(session: Session) -> dict[str, Sketch]:
    """Of every layout."""
    return {one: decoded(zones) for one, zones in session.exec(select(BoardLayout.id, BoardLayout.zones)).all()}


def decoded(zones: str) -> Sketch:
    """As the table holds it."""
    return msgspec.json.decode(zones, type=Sketch)


def encoded(sketch: Sketch) -> str:
    """As the table holds it."""
    return msgspec.json.encode(sketch).decode()
