"""How much a request may carry, by its route, and who may carry much: the one table of it. In bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from controller.people.rights import Right
from protocol.limits import LIMITS


@dataclass(frozen=True, slots=True)
class Door:
    """What is let in to a route. With a ``right``, only people who have it, judged before their body is read."""

    most_bytes: int
    right: Right | None = None


ORDINARY = Door(1024 * 1024)
"""Forms and JSON, read before they are judged: so little is held in memory (Starlette writes to disk from 1 MiB on)."""
UPLOAD = Door(LIMITS.media_bytes + ORDINARY.most_bytes, "write")
RECORDING = Door(512 * 1024 * 1024, "write")
"""As WAV from a studio, with room to spare."""
DOORS: Mapping[tuple[str, str], Door] = {
    ("POST", "/bulletins/new"): UPLOAD,
    ("POST", "/api/v1/contents"): UPLOAD,
    ("POST", "/api/v1/contents/file"): UPLOAD,
    ("POST", "/bulletins/new/station"): UPLOAD,
    ("POST", "/bulletins/new/line-in"): UPLOAD,
    ("POST", "/api/v1/contents/station"): UPLOAD,
    ("POST", "/bulletins/recordings"): RECORDING,
    ("POST", "/api/v1/recordings"): RECORDING,
    ("POST", "/api/v1/contents/line-in"): UPLOAD,
    ("POST", "/api/v1/enrol"): Door(8 * 1024),
    ("PUT", "/api/v1/device/snapshot"): Door(LIMITS.snapshot_bytes),
}
UPLOADS_BELOW = "/api/v1/uploads/"
PIECE = Door(LIMITS.media_bytes, "write")
"""Of a file that is brought in pieces; they are written to disk as they come."""


def door_of(method: str, path: str) -> Door:
    """The door to a route."""
    if method == "PATCH" and path.startswith(UPLOADS_BELOW):
        return PIECE
    return DOORS.get((method, path), ORDINARY)
