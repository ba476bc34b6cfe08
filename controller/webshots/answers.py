"""What the child process that takes pictures of a page is told, and what it tells."""

from __future__ import annotations

from msgspec import Struct

from controller.webshots.viewport import Viewport
from protocol.words import Words


class Shooting(Struct, frozen=True, kw_only=True):
    """Which page, in which windows, by which browser."""

    url: str
    viewports: tuple[Viewport, ...]
    folder: str
    """Where the pictures go: ``0.png`` of the first window, and so on."""
    browser: str
    time_zone: str
    private_too: bool
    sandboxed: bool
    limit_s: float
    """For each window."""
    memory_bytes: int


class Taken(Struct, frozen=True, tag="taken"):
    """All pictures are there."""


class Refused(Struct, frozen=True, tag="refused"):
    """There are none that could be shown, and why."""

    problem: Words
    remedy: Words


Answer = Taken | Refused
